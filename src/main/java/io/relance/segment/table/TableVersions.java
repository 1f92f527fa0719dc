package io.relance.segment.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the tables' versions. */
@Component
class TableVersions {

    private final JdbcClient sql;

    TableVersions(JdbcClient sql) {
        this.sql = sql;
    }

    /** The versions that are on, and whom they have not moved yet. */
    record Now(Map<TableFile, Long> on, Moving moving) {}

    /** The versions that are on, by their numbers. */
    Map<TableFile, Long> on() {
        return now().on();
    }

    /** In one read: it is asked with each batch. */
    Now now() {
        Map<TableFile, Long> on = new EnumMap<>(TableFile.class);
        Moving[] moving = {null};
        sql.sql("select epoch, past, upto, id, decision from segment.moving"
                        + " left join segment.table_version on state = 'on'")
                .query(row -> {
                    moving[0] = new Moving(row.getLong("epoch"), row.getLong("past"), row.getLong("upto"));
                    if (row.getString("decision") != null) {
                        on.put(TableFile.ofCode(row.getString("decision")), row.getLong("id"));
                    }
                });
        return new Now(on, moving[0]);
    }

    String dmn(long id) {
        return sql.sql("select dmn from segment.table_version where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** The newest version of a file, whatever became of it. */
    Optional<String> newest(TableFile file) {
        return sql.sql("select dmn from segment.table_version where decision = :file order by id desc limit 1")
                .param("file", file.code())
                .query(String.class)
                .optional();
    }

    /** The numbers of the newest versions, whatever became of them. */
    Map<TableFile, Long> newest() {
        Map<TableFile, Long> newest = new EnumMap<>(TableFile.class);
        sql.sql("select decision, max(id) from segment.table_version group by decision")
                .query(row -> {
                    newest.put(TableFile.ofCode(row.getString(1)), row.getLong(2));
                });
        return newest;
    }

    long add(TableFile file, String dmn, boolean on, Instant now) {
        return sql.sql(
                        """
                        insert into segment.table_version (decision, dmn, state, at, on_at)
                        values (:file, :dmn, :state, :now, case when :on then :now::timestamptz end) returning id""")
                .param("file", file.code())
                .param("dmn", dmn)
                .param("state", on ? "on" : "new")
                .param("on", on)
                .param("now", time(now))
                .query(Long.class)
                .single();
    }

    Optional<TableVersion> find(long id) {
        return sql.sql("select id, decision, state, at, on_at, on_by, counts::text as counts"
                        + " from segment.table_version where id = :id")
                .param("id", id)
                .query(TableVersions::version)
                .optional();
    }

    List<TableVersion> latest() {
        return sql.sql("select id, decision, state, at, on_at, on_by, counts::text as counts"
                        + " from segment.table_version order by id desc limit 100")
                .query(TableVersions::version)
                .list();
    }

    void counted(long id, String counts) {
        sql.sql("update segment.table_version set counts = :counts::jsonb,"
                        + " state = case state when 'new' then 'counted' else state end where id = :id")
                .param("id", id)
                .param("counts", counts)
                .update();
    }

    /** Lets this version take the place of the one that is on; within a transaction, or none is on for a moment. */
    void switchOn(TableVersion version, String by, Instant now) {
        sql.sql("update segment.table_version set state = 'off' where decision = :file and (state = 'on' or id < :id)")
                .param("file", version.file().code())
                .param("id", version.id())
                .update();
        sql.sql("update segment.table_version set state = 'on', on_at = :now, on_by = :by where id = :id")
                .param("id", version.id())
                .param("by", by)
                .param("now", time(now))
                .update();
    }

    private static TableVersion version(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new TableVersion(
                row.getLong("id"),
                TableFile.ofCode(row.getString("decision")),
                row.getString("state"),
                moment(row.getObject("at", OffsetDateTime.class)),
                moment(row.getObject("on_at", OffsetDateTime.class)),
                row.getString("on_by"),
                row.getString("counts"));
    }

    private static Instant moment(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
