package io.relance.pressure.setting;

import io.relance.pressure.setting.SettingHistory.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code pressure.setting}. */
@Component
class SettingRows {

    private final JdbcClient jdbc;
    private final SettingsJson json;

    SettingRows(JdbcClient jdbc, SettingsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The rules that hold; empty where none were ever made. */
    Optional<Change> latest() {
        return jdbc.sql("select rules, changed_at, changed_by from pressure.setting order by id desc limit 1")
                .query((row, number) -> change(row))
                .optional();
    }

    /** The latest sets of rules that ever held, the newest first. */
    List<Change> newest(int limit) {
        return jdbc.sql("select rules, changed_at, changed_by from pressure.setting order by id desc limit ?")
                .param(limit)
                .query((row, number) -> change(row))
                .list();
    }

    private Change change(ResultSet row) throws SQLException {
        return new Change(
                json.stored(row.getString("rules")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /** One change after the other. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('pressure.setting'))")
                .query((row, number) -> number)
                .list();
    }

    void add(Change change) {
        jdbc.sql("insert into pressure.setting (changed_at, changed_by, rules) values (?, ?, ?::jsonb)")
                .params(change.at().atOffset(ZoneOffset.UTC), change.by(), json.text(change.settings()))
                .update();
    }
}
