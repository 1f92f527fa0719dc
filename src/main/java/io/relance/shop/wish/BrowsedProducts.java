package io.relance.shop.wish;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.Punctual;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.wish.InterestRows.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Derives {@code Browse Abandoned}: a product looked at again and again, not put into a cart, not bought. */
@Component
@Order(24)
class BrowsedProducts implements DueWork {

    private static final int BATCH = 500;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    /** After an outage longer than this nobody remembers the look. */
    private static final Duration TOO_LATE = Duration.ofDays(2);

    private final InterestRows rows;
    private final Shelf shelf;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final BrowseSettings settings;

    BrowsedProducts(
            InterestRows rows,
            Shelf shelf,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions,
            BrowseSettings settings) {
        this.rows = rows;
        this.shelf = shelf;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "browsed products";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextBrowsed();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Interest>run(
                transactions,
                BATCH,
                most -> take(most, now),
                interests -> tell(interests, now),
                interest -> putOff(interest, now.plus(TRY_AGAIN)));
    }

    /** Whoever is busy elsewhere is left for the next time; nobody is waited for with a row in hand. */
    private List<Interest> take(int most, Instant now) {
        List<Key> due = rows.browsed(now, most);
        Set<ContactId> free =
                contacts.lockFreeThemselves(due.stream().map(Key::contact).toList());
        return rows
                .touched(
                        due.stream().filter(key -> free.contains(key.contact())).toList())
                .stream()
                .filter(interest -> interest.browseDueAt != null && !interest.browseDueAt.isAfter(now))
                .toList();
    }

    private void tell(List<Interest> due, Instant now) {
        // What another one did meanwhile, in a merge say, counts as well.
        List<Interest> browsed = due.stream()
                .filter(interest -> interest.isBrowsed(settings))
                .filter(interest -> interest.browseDueAt.isAfter(now.minus(TOO_LATE)))
                .toList();
        Set<Key> inCarts = rows.inCarts(browsed.stream().map(Key::of).toList());
        List<Interest> told = browsed.stream()
                .filter(interest -> !inCarts.contains(Key.of(interest)))
                .toList();
        Map<String, Product> products =
                shelf.findAll(told.stream().map(interest -> interest.productId).toList());
        List<NewActivity> activities = told.stream()
                .map(interest -> activity(interest, products.get(interest.productId), now))
                .toList();
        told.forEach(interest -> interest.browseToldAt = now);
        due.forEach(interest -> interest.browseDueAt = null);
        rows.write(due);
        timeline.record(activities);
    }

    private static NewActivity activity(Interest interest, Product product, Instant now) {
        Map<String, Object> properties = new LinkedHashMap<>(
                product == null
                        ? Map.of("product_id", interest.productId)
                        : product.properties(product.called(interest.variant, interest.sku)));
        if (interest.price != null && !properties.containsKey("price")) {
            properties.put("price", interest.price);
            properties.put("currency", interest.currency);
        }
        properties.put("times", interest.views.size());
        properties.put("seen_at", interest.seenAt.toString());
        return new NewActivity(
                interest.contact,
                Punctual.moment(interest.browseDueAt, now),
                "Browse Abandoned",
                properties,
                "shop",
                true);
    }

    private void putOff(Interest interest, Instant until) {
        rows.touched(List.of(Key.of(interest))).forEach(known -> {
            known.browseDueAt = until;
            rows.write(List.of(known));
        });
    }
}
