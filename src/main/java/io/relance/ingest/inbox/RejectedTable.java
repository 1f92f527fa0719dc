package io.relance.ingest.inbox;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events set aside, in the database. */
@Component
class RejectedTable {

    private static final String INSERT =
            """
            insert into ingest.rejected (at, source, code, reason, body)
            select at, source, code, reason, body
            from unnest(:ats::timestamptz[], :sources::text[], :codes::text[], :reasons::text[], :bodies::text[])
              with ordinality as event (at, source, code, reason, body, place)
            order by place
            """;

    private static final String SET_ASIDE =
            """
            insert into ingest.rejected
              (at, source, code, reason, body, lane, received_at, kind, user_id, anonymous_id, event_at, live)
            values (:at, :source, :code, :reason, :body, :lane, :at, :kind, :user, :visitor, :eventAt, :live)
            """;

    private static final String CARRY_AGAIN =
            """
            with back as (delete from ingest.rejected where lane is not null returning *)
            insert into ingest.inbox (lane, source, received_at, kind, user_id, anonymous_id, at, live, payload)
            select lane, source, received_at, kind, user_id, anonymous_id, event_at, live, body
            from back order by id
            """;

    private final JdbcClient db;
    private final IntakeCounters counters;

    RejectedTable(JdbcClient db, IntakeCounters counters) {
        this.db = db;
        this.counters = counters;
    }

    /** Keeps these events with their reasons, in the caller's transaction. */
    void add(List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return;
        }
        db.sql(INSERT)
                .param("ats", column(rejections, rejection -> rejection.at().toString()))
                .param("sources", column(rejections, Rejection::source))
                .param("codes", column(rejections, Rejection::code))
                .param("reasons", column(rejections, Rejection::detail))
                .param("bodies", column(rejections, Rejection::body))
                .update();
        counters.countRejected(rejections);
    }

    /** Keeps an event that made sense and could not be recorded, in the caller's transaction. */
    void setAside(InboxRow row, Rejection why) {
        db.sql(SET_ASIDE)
                .param("at", why.at().atOffset(ZoneOffset.UTC))
                .param("source", row.source())
                .param("code", why.code())
                .param("reason", why.detail())
                .param("body", row.payload())
                .param("lane", row.lane())
                .param("kind", row.kind())
                .param("user", row.userId())
                .param("visitor", row.anonymousId())
                .param("eventAt", row.at().atOffset(ZoneOffset.UTC))
                .param("live", row.live())
                .update();
        counters.countRejected(List.of(why));
    }

    /** Puts those that made sense back into the inbox, in the order they came; says how many. */
    int carryAgain() {
        return db.sql(CARRY_AGAIN).update();
    }

    /** The newest, newest first. */
    List<Rejection> newest(int limit) {
        return db.sql("select at, source, code, reason, body from ingest.rejected order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Rejection(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("source"),
                        row.getString("code"),
                        row.getString("reason"),
                        row.getString("body")))
                .list();
    }

    private static String[] column(List<Rejection> rejections, Function<Rejection, String> field) {
        return rejections.stream().map(field).toArray(String[]::new);
    }
}
