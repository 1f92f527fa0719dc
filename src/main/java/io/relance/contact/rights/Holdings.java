package io.relance.contact.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.contact.PersonalData.Held;
import io.relance.contact.Subject;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The rows that rooms hold about people, as the rooms name them. */
@Component
class Holdings {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Holdings(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The person's rows, each as a JSON object with its columns. */
    List<JsonNode> tell(Held table, Subject subject) {
        return about(
                        subject,
                        "select to_jsonb(t) from " + table.name() + " t where " + table.whose() + " order by "
                                + table.order())
                .query((row, number) -> read(row.getString(1)))
                .list();
    }

    /** Deletes the person's rows; answers how many. */
    int erase(Held table, Subject subject) {
        return about(subject, "delete from " + table.name() + " t where " + table.whose())
                .update();
    }

    private StatementSpec about(Subject subject, String sql) {
        return jdbc.sql(sql).params(subject.known());
    }

    private JsonNode read(String row) {
        try {
            return json.readTree(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
