package io.relance.segment.living;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsChanged;
import io.relance.contact.ContactsMerged;
import io.relance.segment.living.Judge.Change;
import io.relance.segment.tally.CountedWith;
import io.relance.segment.tally.Tallies;
import io.relance.segment.tally.Tallies.Touched;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what people do and looks where that puts them, in the batch that records it: before the journeys, whose
 * conditions read the segments, hear of it. Who entered or left is told after them, so that what a journey starts on is
 * never what ends it.
 */
@Component
class Living {

    private final Tallies tallies;
    private final PersonRows people;
    private final Judge judge;
    private final Moves moves;
    private final Relevance relevance;
    private final Contacts contacts;
    private final CountedWith countedWith;
    private final CountsAnew countsAnew;
    private final Clock clock;
    private final ThreadLocal<Map<ActivitiesRecorded, Found>> waiting = new ThreadLocal<>();

    Living(
            Tallies tallies,
            PersonRows people,
            Judge judge,
            Moves moves,
            Relevance relevance,
            Contacts contacts,
            CountedWith countedWith,
            CountsAnew countsAnew,
            Clock clock) {
        this.tallies = tallies;
        this.people = people;
        this.judge = judge;
        this.moves = moves;
        this.relevance = relevance;
        this.contacts = contacts;
        this.countedWith = countedWith;
        this.countsAnew = countsAnew;
        this.clock = clock;
    }

    private record Found(List<Change> changes, Map<ContactId, Touched> touched) {}

    @EventListener
    @Order(40)
    void on(ActivitiesRecorded recorded) {
        List<Activity> activities =
                recorded.activities().stream().filter(Tallies::counts).toList();
        if (activities.isEmpty()) {
            return;
        }
        Map<ContactId, Instant> browsed = people.browsed(whose(activities));
        Map<ContactId, Touched> touched = tallies.count(activities, browsed::get);
        people.touch(touched.entrySet().stream()
                .map(each -> new PersonRows.Touch(
                        each.getKey(),
                        each.getValue().browsedAt(),
                        !each.getValue().live()))
                .toList());
        Set<ContactId> concerned = relevance.concerned(activities, touched);
        if (!concerned.isEmpty()) {
            List<Change> changes = judge.judge(concerned, clock.instant());
            if (!changes.isEmpty()) {
                waiting().put(recorded, new Found(changes, touched));
            }
        }
    }

    /** What this transaction has still to tell; forgotten as it ends, since who hears of it in between may fail. */
    private Map<ActivitiesRecorded, Found> waiting() {
        Map<ActivitiesRecorded, Found> found = waiting.get();
        if (found == null) {
            found = new IdentityHashMap<>();
            waiting.set(found);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    waiting.remove();
                }
            });
        }
        return found;
    }

    private static Collection<ContactId> whose(List<Activity> activities) {
        return activities.stream().map(Activity::contact).collect(Collectors.toSet());
    }

    /** After the journeys have heard what happened. */
    @EventListener
    @Order(110)
    void tell(ActivitiesRecorded recorded) {
        Map<ActivitiesRecorded, Found> all = waiting.get();
        Found found = all == null ? null : all.remove(recorded);
        if (found != null) {
            moves.tell(found.changes(), clock.instant(), contact -> found.touched()
                    .get(contact)
                    .live());
        }
    }

    @EventListener
    @Order(40)
    void on(ContactsChanged changed) {
        Map<ContactId, Contact> known = contacts.findAll(changed.contacts());
        people.declare(known.values().stream().distinct().map(Declarations::of).toList());
        moves.tell(judge.judge(changed.contacts(), clock.instant()), clock.instant(), changed.live()::contains);
    }

    @EventListener
    @Order(40)
    void on(ContactsMerged merged) {
        boolean bothOrdered = tallies.merge(merged);
        people.merge(merged.from(), merged.into());
        if (bothOrdered || countedWith.isOwed()) {
            // An order told of both was bought once. And where a run counts, either may have been counted already, and
            // nobody comes back to whom it has passed.
            countsAnew.count(List.of(merged.into()));
        }
        contacts.find(merged.into()).ifPresent(contact -> people.declare(List.of(Declarations.of(contact))));
        moves.tell(judge.judge(List.of(merged.into()), clock.instant()), clock.instant(), contact -> true);
    }
}
