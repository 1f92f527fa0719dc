package io.relance.journey.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.shared.ContactId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** All runs of all journeys. */
@Component
public class Enrolments {

    /** A run about to begin. */
    public record NewRun(
            String journey,
            int version,
            String definition,
            ContactId contact,
            Keyed kind,
            String key,
            String triggerName,
            Map<String, Object> trigger,
            Instant enteredAt) {

        /** The run, once it has its number. */
        public Run numbered(long enrolment) {
            return new Run(enrolment, journey, version, contact, kind, key, trigger);
        }
    }

    /** A run that has begun. */
    public record Opened(long enrolment, NewRun run) {}

    /** A run that came to its end; {@code outcome} is the name of the end event reached. */
    public record Ended(Run run, Instant at, String outcome) {}

    /** What a contact's runs of one journey and key were so far. */
    public record Past(Instant lastEntered, boolean running) {}

    private final EnrolmentTable table;
    private final ObjectMapper json;

    Enrolments(EnrolmentTable table, ObjectMapper json) {
        this.table = table;
        this.json = json;
    }

    /** Numbers for runs about to begin. */
    public List<Long> numbers(int count) {
        return count == 0 ? List.of() : table.numbers(count);
    }

    /**
     * Keeps what began and what ended in one command: a run that did both is written once. Fails where a run that
     * began is running already for its journey, contact and key.
     */
    public void keep(List<Opened> opened, List<Ended> ended) {
        Map<Long, Ended> ends = new HashMap<>();
        ended.forEach(end -> ends.put(end.run().enrolment(), end));
        if (!opened.isEmpty()) {
            table.insert(
                    opened,
                    opened.stream().map(each -> write(each.run().trigger())).toList(),
                    opened.stream().map(each -> ends.remove(each.enrolment())).toList());
        }
        if (!ends.isEmpty()) {
            table.end(List.copyOf(ends.values()));
        }
    }

    /** A run. */
    public Optional<Run> find(long enrolment) {
        return Optional.ofNullable(findAll(List.of(enrolment)).get(enrolment));
    }

    /** Those of these runs that exist, by their numbers, in one read. */
    public Map<Long, Run> findAll(Collection<Long> enrolments) {
        Map<Long, Run> runs = new HashMap<>();
        table.findAll(enrolments).forEach(row -> runs.put(row.id(), run(row)));
        return runs;
    }

    private Run run(EnrolmentTable.Row row) {
        return new Run(
                row.id(),
                row.journey(),
                row.version(),
                row.contact(),
                Keyed.of(row.kind()),
                row.key(),
                read(row.trigger()));
    }

    /** The past of these contacts in one journey, by contact and key. */
    public Map<List<Object>, Past> past(String journey, Collection<ContactId> contacts) {
        Map<List<Object>, Past> past = new HashMap<>();
        table.past(journey, contacts)
                .forEach(
                        row -> past.put(List.of(row.contact(), row.key()), new Past(row.lastEntered(), row.running())));
        return past;
    }

    /** The runs of a contact, newest first, as the read API shows them. */
    public List<Map<String, Object>> describe(ContactId contact) {
        return table.describe(contact);
    }

    /** A contact's newest run. */
    public Optional<Long> latest(ContactId contact) {
        return table.latest(contact);
    }

    /** Running, ended and outcomes, by journey. */
    public List<Map<String, Object>> counts() {
        return new ArrayList<>(table.counts());
    }

    /** The versions in which somebody is still on the way, by journey. */
    public Map<String, Set<Integer>> runningVersions() {
        return table.runningVersions();
    }

    /** The business keys of all running runs of a journey. */
    public List<Long> running(String journey) {
        return table.running(journey);
    }

    /**
     * Moves the runs of a merged contact. A run that both had (same journey and key) is the other one's; the moved
     * contact's own is answered, to be ended first.
     */
    public List<Long> doubles(ContactId from, ContactId into) {
        return table.doubles(from, into);
    }

    /** Moves all runs to the contact it became. */
    public void move(ContactId from, ContactId into) {
        table.move(from, into);
    }

    private String write(Map<String, Object> trigger) {
        try {
            return json.writeValueAsString(trigger);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> read(String trigger) {
        try {
            return json.readValue(trigger, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
