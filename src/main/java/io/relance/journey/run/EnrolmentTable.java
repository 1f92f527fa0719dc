package io.relance.journey.run;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.enrolment}. */
@Component
class EnrolmentTable {

    record Row(long id, String journey, int version, ContactId contact, String kind, String key, String trigger) {}

    record PastRow(ContactId contact, String key, Instant lastEntered, boolean running) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    EnrolmentTable(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Inserts these, in one statement; answers the ids of those that were not running, by contact, journey and key. */
    Map<List<Object>, Long> insert(List<Enrolments.NewRun> runs, List<String> triggers) {
        Map<List<Object>, Long> ids = new HashMap<>();
        jdbc.sql(
                        """
                        insert into journey.enrolment
                          (journey, version, definition, contact_id, kind, key, trigger_name, trigger, entered_at)
                        select journey, version, definition, contact_id, kind, key, name, trigger::jsonb, at::timestamptz
                        from unnest(:journeys, :versions, :definitions, :contacts, :kinds, :keys, :names, :triggers, :ats)
                          as run (journey, version, definition, contact_id, kind, key, name, trigger, at)
                        on conflict (contact_id, journey, key) where ended_at is null do nothing
                        returning id, contact_id, journey, key""")
                .param("journeys", texts(runs, Enrolments.NewRun::journey))
                .param("versions", runs.stream().map(Enrolments.NewRun::version).toArray(Integer[]::new))
                .param("definitions", texts(runs, Enrolments.NewRun::definition))
                .param(
                        "contacts",
                        runs.stream().map(run -> run.contact().value()).toArray(Long[]::new))
                .param("kinds", texts(runs, run -> run.kind().code()))
                .param("keys", texts(runs, Enrolments.NewRun::key))
                .param("names", texts(runs, Enrolments.NewRun::triggerName))
                .param("triggers", triggers.toArray(String[]::new))
                .param("ats", texts(runs, run -> run.enteredAt().toString()))
                .query(row -> {
                    ids.put(List.of(new ContactId(row.getLong(2)), row.getString(3), row.getString(4)), row.getLong(1));
                });
        return ids;
    }

    private static String[] texts(List<Enrolments.NewRun> runs, Function<Enrolments.NewRun, String> value) {
        return runs.stream().map(value).toArray(String[]::new);
    }

    void end(List<Enrolments.Ended> runs) {
        batch.batchUpdate(
                "update journey.enrolment set ended_at = ?, outcome = ? where id = ? and ended_at is null",
                runs,
                runs.size(),
                (statement, ended) -> {
                    statement.setObject(1, ended.at().atOffset(ZoneOffset.UTC));
                    statement.setString(2, ended.outcome());
                    statement.setLong(3, ended.run().enrolment());
                });
        // Whatever they still waited for is withdrawn and will never be settled.
        jdbc.sql("delete from journey.waiting_send where enrolment = any(?)")
                .param(runs.stream().map(ended -> ended.run().enrolment()).toArray(Long[]::new))
                .update();
    }

    List<Row> findAll(Collection<Long> ids) {
        return jdbc.sql("select id, journey, version, contact_id, kind, key, trigger::text from journey.enrolment"
                        + " where id = any(?)")
                .param(ids.toArray(Long[]::new))
                .query((row, i) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        new ContactId(row.getLong(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)))
                .list();
    }

    List<PastRow> past(String journey, Collection<ContactId> contacts) {
        return jdbc.sql(
                        """
                        select contact_id, key, max(entered_at), bool_or(ended_at is null)
                        from journey.enrolment where journey = ? and contact_id = any(?)
                        group by contact_id, key""")
                .params(journey, contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .query((row, i) -> new PastRow(
                        new ContactId(row.getLong(1)), row.getString(2), instant(row, 3), row.getBoolean(4)))
                .list();
    }

    List<Map<String, Object>> describe(ContactId contact) {
        return jdbc.sql(
                        """
                        select e.journey, e.key, e.version, e.entered_at, e.ended_at, e.outcome,
                          (select array_agg(distinct x.act_id_) from act_ru_execution r
                             join act_ru_execution x on x.proc_inst_id_ = r.id_
                             where e.ended_at is null and r.business_key_ = e.id::text and x.act_id_ is not null
                               and x.is_active_) as at
                        from journey.enrolment e where e.contact_id = ?
                        order by e.entered_at desc, e.id desc limit 200""")
                .param(contact.value())
                .query((row, i) -> describe(row))
                .list();
    }

    Optional<Long> latest(ContactId contact) {
        return jdbc.sql(
                        "select id from journey.enrolment where contact_id = ? order by entered_at desc, id desc limit 1")
                .param(contact.value())
                .query(Long.class)
                .optional();
    }

    private static Map<String, Object> describe(ResultSet row) throws SQLException {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("journey", row.getString("journey"));
        run.put("key", row.getString("key"));
        run.put("version", row.getInt("version"));
        run.put("state", row.getObject("ended_at") == null ? "active" : "ended");
        run.put("enteredAt", instant(row, 4));
        run.put("endedAt", instant(row, 5));
        run.put("outcome", row.getString("outcome"));
        run.put(
                "at",
                row.getArray("at") == null
                        ? List.of()
                        : List.of((Object[]) row.getArray("at").getArray()));
        return run;
    }

    List<Map<String, Object>> counts() {
        return jdbc.sql(
                        """
                        select journey, outcome, ended_at is not null as ended, count(*) as runs
                        from journey.enrolment group by 1, 2, 3""")
                .query()
                .listOfRows();
    }

    List<Long> running(String journey) {
        return jdbc.sql("select id from journey.enrolment where journey = ? and ended_at is null order by id")
                .param(journey)
                .query(Long.class)
                .list();
    }

    List<Long> doubles(ContactId from, ContactId into) {
        return jdbc.sql(
                        """
                        select f.id from journey.enrolment f join journey.enrolment i
                          on i.journey = f.journey and i.key = f.key and i.contact_id = ? and i.ended_at is null
                        where f.contact_id = ? and f.ended_at is null""")
                .params(into.value(), from.value())
                .query(Long.class)
                .list();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update journey.enrolment set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
