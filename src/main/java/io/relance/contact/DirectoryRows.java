package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ids of contacts by one of their columns. */
@Component
class DirectoryRows {

    private final JdbcClient jdbc;

    DirectoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is looked up; each has an index. */
    enum Column {
        USER_ID,
        EMAIL,
        PHONE
    }

    /** By the value asked for, in order of their ids. */
    Map<String, List<ContactId>> by(Column column, Collection<String> values) {
        Map<String, List<ContactId>> found = new HashMap<>();
        if (values.isEmpty()) {
            return found;
        }
        String name = column.name().toLowerCase(Locale.ROOT);
        jdbc.sql("select " + name + " as value, id from contact.contact where merged_into is null and " + name
                        + " = any(:values) order by id")
                .param("values", values.stream().distinct().toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getString("value"), value -> new ArrayList<>())
                            .add(new ContactId(row.getLong("id")));
                });
        return found;
    }
}
