package io.relance.shop.wish;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.shelf.ShelfChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Derives {@code Price Dropped}: what became cheaper is carried to those who saw it, some at a time; each person's drops
 * are gathered for a while and told as one.
 */
@Component
@Order(23)
class PriceDrops implements DueWork {

    private static final int PEOPLE = 500;
    private static final int REACHED_AT_ONCE = 1_000;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final CheaperRows cheaper;
    private final InterestRows interests;
    private final Drops drops;
    private final Shelf shelf;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final PriceDropSettings settings;
    private final Clock clock;

    PriceDrops(
            CheaperRows cheaper,
            InterestRows interests,
            Drops drops,
            Shelf shelf,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions,
            PriceDropSettings settings,
            Clock clock) {
        this.cheaper = cheaper;
        this.interests = interests;
        this.drops = drops;
        this.shelf = shelf;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(ShelfChanged changed) {
        if (!changed.cheaper().isEmpty()) {
            cheaper.add(changed.cheaper(), clock.instant());
        }
    }

    @Override
    public String name() {
        return "price drops";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return Stream.concat(cheaper.next().stream(), interests.nextDrop().stream())
                .min(Instant::compareTo);
    }

    @Override
    public void runDue(Instant now) {
        while (Boolean.TRUE.equals(transactions.execute(status -> spread(now)))) {
            // the next people, or the next product
        }
        DueBatches.<Seen>run(
                transactions,
                PEOPLE,
                most -> take(most, now),
                people -> tell(people, now),
                person -> putOff(person, now.plus(TRY_AGAIN)));
    }

    private boolean spread(Instant now) {
        Optional<CheaperRows.Spreading> product = cheaper.take(now);
        product.ifPresent(each -> cheaper.goOn(
                each,
                cheaper.spread(each, now.minus(settings.within()), now.plus(settings.together()), REACHED_AT_ONCE)
                        .orElse(null)));
        return product.isPresent();
    }

    /** A person, and what of what they saw may have become cheaper. */
    private record Seen(ContactId contact, List<Interest> interests) {

        /** For logs: nobody's name. */
        @Override
        public String toString() {
            return "the price drops of contact " + contact.value();
        }
    }

    private List<Seen> take(int most, Instant now) {
        Collection<ContactId> free = contacts.lockFreeThemselves(interests.dropped(now, most));
        Map<ContactId, Seen> people = new LinkedHashMap<>();
        interests.dropsOf(free).forEach(interest -> people.computeIfAbsent(
                        interest.contact, contact -> new Seen(contact, new ArrayList<>()))
                .interests()
                .add(interest));
        return List.copyOf(people.values());
    }

    private void tell(List<Seen> people, Instant now) {
        List<Interest> all =
                people.stream().flatMap(person -> person.interests().stream()).toList();
        Map<String, Product> products =
                shelf.findAll(all.stream().map(interest -> interest.productId).toList());
        var activities = people.stream()
                .flatMap(person -> drops.told(person.contact(), person.interests(), products, now).stream())
                .toList();
        all.forEach(interest -> interest.dropDueAt = null);
        interests.write(all);
        timeline.record(activities);
    }

    private void putOff(Seen person, Instant until) {
        List<Interest> waiting = interests.dropsOf(List.of(person.contact()));
        waiting.forEach(interest -> interest.dropDueAt = until);
        interests.write(waiting);
    }
}
