package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what is kept of people's timelines, in the order in which it was recorded. */
@Component
class ActivityReplay {

    /** Activities in memory at a time: somebody's may be a million. */
    private static final int SLICE = 2_000;

    private final JdbcTemplate sql;
    private final Json json;

    ActivityReplay(JdbcTemplate sql, Json json) {
        this.sql = new JdbcTemplate(Objects.requireNonNull(sql.getDataSource()));
        this.sql.setFetchSize(SLICE);
        this.json = json;
    }

    void replay(Collection<ContactId> contacts, Collection<String> properties, Consumer<List<Activity>> told) {
        List<Activity> slice = new ArrayList<>();
        sql.query(
                """
                select id, contact_id, at, name, source, live,
                  case when properties ??| ? then properties::text end as properties
                from contact.activity where contact_id = any(?) order by contact_id, id""",
                row -> {
                    slice.add(activity(row));
                    if (slice.size() == SLICE) {
                        told.accept(List.copyOf(slice));
                        slice.clear();
                    }
                },
                properties.toArray(String[]::new),
                contacts.stream().map(ContactId::value).toArray(Long[]::new));
        if (!slice.isEmpty()) {
            told.accept(slice);
        }
    }

    private Activity activity(ResultSet row) throws SQLException {
        String properties = row.getString("properties");
        return new Activity(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                properties == null ? Map.of() : json.read(properties),
                row.getString("source"),
                row.getBoolean("live"));
    }

    Optional<Instant> retiredUpTo() {
        return sql
                .query(
                        "select up_to from shared.retired where name = 'contact.activity'",
                        (row, number) -> row.getObject("up_to", OffsetDateTime.class))
                .stream()
                .findFirst()
                .map(OffsetDateTime::toInstant);
    }
}
