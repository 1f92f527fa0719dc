package io.relance.shop.occasion;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.occasion.Occasion.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Plans occasions and replenishments of people who were there before any were kept: once after an upgrade, in parts of
 * a transaction each, on one node at a time. What is over by then is not told; the next time it comes round is.
 */
@Component
@Order(24)
class EarlierPeople implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(EarlierPeople.class);
    private static final int BATCH = 500;

    private final UnplannedRows unplanned;
    private final OccasionRows rows;
    private final Looks looks;
    private final Replenishments replenishments;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    EarlierPeople(
            UnplannedRows unplanned,
            OccasionRows rows,
            Looks looks,
            Replenishments replenishments,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions) {
        this.unplanned = unplanned;
        this.rows = rows;
        this.looks = looks;
        this.replenishments = replenishments;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "earlier people";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(10));
    }

    @Override
    public Optional<Instant> nextDue() {
        return unplanned.isAnybodyLeft() ? Optional.of(Instant.EPOCH) : Optional.empty();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Earlier>run(
                transactions, BATCH, this::take, people -> plan(people, now), one -> unplanned.goOn(one.contact()));
    }

    /** One of them. */
    private record Earlier(ContactId contact) {

        /** For logs: nobody's name. */
        @Override
        public String toString() {
            return "what comes round for contact " + contact.value();
        }
    }

    private List<Earlier> take(int most) {
        Optional<UnplannedRows.Span> span = unplanned.take();
        List<Earlier> next = span.stream()
                .flatMap(each ->
                        contacts.after(each.past(), most).stream().filter(contact -> contact.value() <= each.upto()))
                .map(Earlier::new)
                .toList();
        if (span.isPresent() && next.isEmpty()) {
            unplanned.end();
            log.info("occasions and replenishments of all who were there before are planned");
        }
        return next;
    }

    private void plan(List<Earlier> people, Instant now) {
        Set<ContactId> there = contacts
                .lock(people.stream().map(Earlier::contact).toList())
                .entrySet()
                .stream()
                .filter(each -> each.getKey().equals(each.getValue().id()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        // Found as ever; who would be told of now is told of next time.
        rows.add(looks.at(possible(there, now), now));
        unplanned.bought(there);
        replenishments.reckon(there);
        unplanned.goOn(people.get(people.size() - 1).contact());
    }

    /** Everybody may have a birthday or a first order; inactive becomes who has acted. */
    private List<Occasion> possible(Set<ContactId> there, Instant now) {
        List<Occasion> possible = new ArrayList<>();
        there.forEach(contact -> Stream.of(Kind.BIRTHDAY, Kind.ANNIVERSARY)
                .forEach(kind -> possible.add(new Occasion(contact, kind, now, null))));
        timeline.lastActs(there)
                .keySet()
                .forEach(contact -> possible.add(new Occasion(contact, Kind.INACTIVE, now, null)));
        return possible;
    }
}
