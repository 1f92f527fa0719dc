package io.relance.journey.run;

import io.relance.journey.run.Enrolments.Ended;
import io.relance.journey.run.Enrolments.NewRun;
import io.relance.journey.run.Enrolments.Opened;
import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.enrolment}. */
@Component
class EnrolmentTable {

    record Row(long id, String journey, int version, ContactId contact, String kind, String key, String trigger) {}

    record PastRow(ContactId contact, String key, Instant lastEntered, boolean running) {}

    private final JdbcClient jdbc;

    EnrolmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> numbers(int count) {
        return jdbc.sql("select nextval('journey.enrolment_id_seq') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list();
    }

    /** @param ends how each of them ended already; null for one that goes on */
    void insert(List<Opened> opened, List<String> triggers, List<Ended> ends) {
        List<NewRun> runs = opened.stream().map(Opened::run).toList();
        jdbc.sql(
                        """
                        insert into journey.enrolment (id, journey, version, definition, contact_id, kind, key,
                          trigger_name, trigger, entered_at, ended_at, outcome)
                        overriding system value
                        select id, journey, version, definition, contact_id, kind, key, name, trigger::jsonb,
                          at::timestamptz, ended::timestamptz, outcome
                        from unnest(:ids, :journeys, :versions, :definitions, :contacts, :kinds, :keys, :names,
                            :triggers, :ats, :ends, :outcomes)
                          as run (id, journey, version, definition, contact_id, kind, key, name,
                            trigger, at, ended, outcome)""")
                .param("ids", opened.stream().map(Opened::enrolment).toArray(Long[]::new))
                .param("journeys", texts(runs, NewRun::journey))
                .param("versions", runs.stream().map(NewRun::version).toArray(Integer[]::new))
                .param("definitions", texts(runs, NewRun::definition))
                .param(
                        "contacts",
                        runs.stream().map(run -> run.contact().value()).toArray(Long[]::new))
                .param("kinds", texts(runs, run -> run.kind().code()))
                .param("keys", texts(runs, NewRun::key))
                .param("names", texts(runs, NewRun::triggerName))
                .param("triggers", triggers.toArray(String[]::new))
                .param("ats", texts(runs, run -> run.enteredAt().toString()))
                .param("ends", texts(ends, end -> end == null ? null : end.at().toString()))
                .param("outcomes", texts(ends, end -> end == null ? null : end.outcome()))
                .update();
    }

    private static <R> String[] texts(List<R> rows, Function<R, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    void end(List<Ended> runs) {
        Long[] ids = runs.stream().map(ended -> ended.run().enrolment()).toArray(Long[]::new);
        jdbc.sql(
                        """
                        update journey.enrolment e set ended_at = run.at::timestamptz, outcome = run.outcome
                        from unnest(:ids, :ats, :outcomes) as run (id, at, outcome)
                        where e.id = run.id and e.ended_at is null""")
                .param("ids", ids)
                .param("ats", texts(runs, ended -> ended.at().toString()))
                .param("outcomes", texts(runs, Ended::outcome))
                .update();
        // Whatever they still waited for is withdrawn and will never be settled.
        jdbc.sql("delete from journey.waiting_send where enrolment = any(?)")
                .param(ids)
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

    Map<String, Set<Integer>> runningVersions() {
        Map<String, Set<Integer>> versions = new TreeMap<>();
        jdbc.sql("select distinct journey, version from journey.enrolment where ended_at is null")
                .query(row -> {
                    versions.computeIfAbsent(row.getString(1), journey -> new TreeSet<>())
                            .add(row.getInt(2));
                });
        return versions;
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
