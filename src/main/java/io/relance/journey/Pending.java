package io.relance.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.contact.Activity;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsMerged;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.Entries;
import io.relance.journey.engine.Entries.Entry;
import io.relance.journey.engine.Incidents;
import io.relance.journey.engine.Wakes;
import io.relance.journey.engine.Wakes.Wake;
import io.relance.journey.run.Keys;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a journey could not take: kept beside the recorded fact, shown as an incident of the run, tried again with
 * growing pauses for as long as it takes.
 */
@Component
@Order(35)
class Pending implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Pending.class);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofDays(1));

    /** Where two only met: whoever was there first is done by then. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PendingTable table;
    private final Contacts contacts;
    private final ObjectMapper json;
    private final Incidents incidents;
    private final Wakes wakes;
    private final Entries entries;
    private final Diagrams diagrams;
    private final Keys keys;
    private final Commands commands;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Pending(
            PendingTable table,
            Contacts contacts,
            ObjectMapper json,
            Incidents incidents,
            Wakes wakes,
            Entries entries,
            Diagrams diagrams,
            Keys keys,
            Commands commands,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.contacts = contacts;
        this.json = json;
        this.incidents = incidents;
        this.wakes = wakes;
        this.entries = entries;
        this.diagrams = diagrams;
        this.keys = keys;
        this.commands = commands;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A run could not be woken. */
    void keep(Wake wake, RuntimeException failure) {
        log.warn("run {} could not take {}", wake.enrolment(), wake.activity().name(), failure);
        String incident = incidents.open(wake.execution(), wake.activity().name(), reason(failure));
        table.insert(
                wake.enrolment(),
                wake.execution(),
                null,
                wake.activity(),
                write(wake.activity()),
                clock.instant().plus(PAUSES.get(0)),
                reason(failure),
                incident);
    }

    /** A journey could not be entered. */
    void keep(Entry entry, RuntimeException failure) {
        log.warn("{} could not be entered", entry.diagram().journey(), failure);
        table.insert(
                null,
                null,
                entry.diagram().definition(),
                entry.activity(),
                write(entry.activity()),
                clock.instant().plus(PAUSES.get(0)),
                reason(failure),
                null);
    }

    @EventListener
    @Order(100)
    void on(ContactsMerged merged) {
        table.move(merged.from(), merged.into());
    }

    @Override
    public String name() {
        return "pending";
    }

    @Override
    public Optional<Instant> nextDue() {
        return table.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        table.due(now).forEach(row -> tryAgain(row, now));
    }

    private void tryAgain(PendingTable.Row row, Instant now) {
        try {
            transaction.executeWithoutResult(status -> {
                // Whoever works for a contact locks the contact before anything of the engine's.
                ContactId contact = locked(row.contact());
                if (table.remove(row.id())) {
                    incidents.resolve(row.incident());
                    commands.run(() -> repeat(row, contact));
                }
            });
        } catch (RuntimeException e) {
            afterFailure(row, now, e);
        }
    }

    /** The person may have become another since. */
    private ContactId locked(ContactId contact) {
        Contact now = contacts.lock(List.of(contact)).get(contact);
        return now == null ? contact : now.id();
    }

    private void afterFailure(PendingTable.Row row, Instant now, RuntimeException failure) {
        if (Commands.passes(failure)) {
            table.putOff(row.id(), now.plus(SOON));
            return;
        }
        int next = Math.min(row.attempts(), PAUSES.size() - 1);
        table.postpone(row.id(), now.plus(PAUSES.get(next)), reason(failure));
    }

    private void repeat(PendingTable.Row row, ContactId contact) {
        Activity activity = by(contact, read(row.activity()));
        Keys.Batch about = keys.of(List.of(activity));
        if (row.definition() != null) {
            entries.enter(List.of(new Entry(activity, diagrams.of(row.definition()))), about);
            return;
        }
        List<Wake> its = wakes.candidates(List.of(activity)).stream()
                .filter(wake -> wake.enrolment() == row.enrolment())
                .toList();
        wakes.wake(its, about);
    }

    private static Activity by(ContactId contact, Activity told) {
        return new Activity(told.id(), contact, told.at(), told.name(), told.properties(), told.source(), told.live());
    }

    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() > 500 ? message.substring(0, 500) : message;
    }

    private String write(Activity activity) {
        try {
            return json.writeValueAsString(activity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Activity read(String activity) {
        try {
            return json.readValue(activity, Activity.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
