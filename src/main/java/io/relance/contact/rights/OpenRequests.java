package io.relance.contact.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.contact.Subject;
import io.relance.shared.ContactId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code contact.rights_open}: what is still to be done. */
@Component
class OpenRequests {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    OpenRequests(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * An erasure to be gone through.
     *
     * @param unasked nobody asked for it: the person's time was up
     */
    record Erasure(
            long audit,
            ContactId contact,
            boolean again,
            int attempts,
            Map<String, List<Long>> numbers,
            boolean unasked) {

        /** The person as far as numbers tell; of everything that is text nothing is left. */
        Subject byNumbers() {
            Subject subject = new Subject(Map.of());
            for (var each : numbers.entrySet()) {
                subject = each.getValue() == null
                        ? subject.with(each.getKey(), List.of())
                        : subject.withNumbers(each.getKey(), each.getValue());
            }
            return subject;
        }
    }

    /** The person's erasure that is open already. */
    Optional<Long> erasureOf(ContactId contact) {
        return jdbc.sql("select audit from contact.rights_open where contact_id = ? and step <> 'give_out'")
                .param(contact.value())
                .query(Long.class)
                .optional();
    }

    void addErasure(long audit, ContactId contact, Instant now) {
        add(audit, contact, "erase", now);
    }

    void addGiveOut(long audit, ContactId contact) {
        add(audit, contact, "give_out", null);
    }

    private void add(long audit, ContactId contact, String step, Instant due) {
        jdbc.sql("insert into contact.rights_open (audit, contact_id, step, due_at) values (?, ?, ?, ?)")
                .params(audit, contact.value(), step, due == null ? null : RightsRecord.time(due))
                .update();
    }

    Optional<Instant> nextDue() {
        return jdbc.sql("select due_at from contact.rights_open where due_at is not null order by due_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<Long> due(Instant now) {
        return jdbc.sql("select audit from contact.rights_open where due_at <= ? order by due_at, audit limit 100")
                .param(RightsRecord.time(now))
                .query(Long.class)
                .list();
    }

    /** Takes an erasure that is due, so that nobody else works on it in this transaction; empty when somebody does. */
    Optional<Erasure> take(long audit, Instant now) {
        return jdbc.sql(
                        """
                        select contact_id, step, attempts, numbers, kind = 'retention' as unasked
                        from contact.rights_open o join contact.rights_audit a on a.id = o.audit
                        where audit = ? and due_at <= ? for update of o skip locked""")
                .params(audit, RightsRecord.time(now))
                .query((row, number) -> new Erasure(
                        audit,
                        new ContactId(row.getLong("contact_id")),
                        row.getString("step").equals("look_again"),
                        row.getInt("attempts"),
                        read(row.getString("numbers")),
                        row.getBoolean("unasked")))
                .optional();
    }

    /** Erased; to be looked at once more then, by these numbers. */
    void lookAgain(long audit, Subject subject, Instant then) {
        var numbers = new HashMap<String, List<Long>>();
        subject.known()
                .forEach((name, values) -> numbers.put(name, values instanceof Long[] ids ? List.of(ids) : null));
        jdbc.sql("update contact.rights_open set step = 'look_again', attempts = 0, due_at = ?, numbers = ?::jsonb"
                        + " where audit = ?")
                .params(RightsRecord.time(then), write(numbers), audit)
                .update();
    }

    /** Tried again after the next of these pauses, the last of them for as long as it takes. */
    void putOff(long audit, Instant now, List<Duration> pauses) {
        jdbc.sql(
                        """
                        update contact.rights_open set attempts = attempts + 1,
                          due_at = :now + (:pauses::bigint[])[least(attempts + 1, :most)] * interval '1 second'
                        where audit = :audit""")
                .param("now", RightsRecord.time(now))
                .param("pauses", pauses.stream().map(Duration::toSeconds).toArray(Long[]::new))
                .param("most", pauses.size())
                .param("audit", audit)
                .update();
    }

    void remove(long audit) {
        jdbc.sql("delete from contact.rights_open where audit = ?").param(audit).update();
    }

    /** What was to be given out about this person is given out now; answers the requests. */
    List<Long> givenOut(ContactId contact) {
        return jdbc.sql("delete from contact.rights_open where contact_id = ? and step = 'give_out' returning audit")
                .param(contact.value())
                .query(Long.class)
                .list();
    }

    private String write(Map<String, List<Long>> numbers) {
        try {
            return json.writeValueAsString(numbers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<Long>> read(String numbers) {
        try {
            return json.readValue(numbers, new TypeReference<Map<String, List<Long>>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
