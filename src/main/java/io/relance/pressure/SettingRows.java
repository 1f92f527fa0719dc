package io.relance.pressure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every set of rules that ever held. */
@Component
class SettingRows {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    SettingRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Rules, and who made them when; nobody ({@code null}) at no time where none were ever made. */
    record Change(PressureSettings settings, Instant at, String by) {}

    /** What holds now, on every node: read anew each time, as a change must not be missed. */
    PressureSettings now() {
        return latest().settings();
    }

    Change latest() {
        return jdbc.sql("select rules, changed_at, changed_by from pressure.setting order by id desc limit 1")
                .query((row, number) -> change(row))
                .optional()
                .orElse(new Change(PressureSettings.NONE, null, null));
    }

    private Change change(ResultSet row) throws SQLException {
        return new Change(
                SettingsJson.read(tree(row.getString("rules"))),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("pressure.setting does not hold JSON", e);
        }
    }

    void add(Change change) {
        jdbc.sql("insert into pressure.setting (changed_at, changed_by, rules) values (?, ?, ?::jsonb)")
                .params(
                        change.at().atOffset(ZoneOffset.UTC),
                        change.by(),
                        json.valueToTree(SettingsJson.write(change.settings())).toString())
                .update();
    }
}
