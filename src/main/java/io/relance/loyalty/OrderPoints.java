package io.relance.loyalty;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.loyalty.Ledger.Earned;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.Orders.Worth;
import io.relance.shop.ShopProfile;
import io.relance.shop.Told;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets orders earn points. An order has earned what it is worth now: whatever is told of it, however often and in
 * whichever order, the ledger gets the difference.
 */
@Component
class OrderPoints {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    private final PointsBook book;
    private final Ledger ledger;
    private final Orders orders;
    private final LoyaltySettings settings;
    private final ShopProfile shop;
    private final Clock clock;

    OrderPoints(
            PointsBook book, Ledger ledger, Orders orders, LoyaltySettings settings, ShopProfile shop, Clock clock) {
        this.book = book;
        this.ledger = ledger;
        this.orders = orders;
        this.settings = settings;
        this.shop = shop;
        this.clock = clock;
    }

    @EventListener
    @Order(30)
    void on(ActivitiesRecorded recorded) {
        Map<Orders.Name, String> told = new LinkedHashMap<>();
        Set<Orders.Name> live = new HashSet<>();
        recorded.activities().forEach(activity -> Orders.concerned(activity).ifPresent(order -> {
            told.put(order, "activity/" + activity.id());
            if (activity.live()) {
                live.add(order);
            }
        }));
        List<Entry> spent = recorded.activities().stream()
                .flatMap(activity -> spent(activity).stream())
                .toList();
        if (told.isEmpty() && spent.isEmpty()) {
            return;
        }
        Set<ContactId> people = told.keySet().stream().map(Orders.Name::contact).collect(Collectors.toSet());
        spent.forEach(entry -> people.add(entry.contact()));
        book.lock(people);
        List<Entry> entries = new ArrayList<>(differences(told, clock.instant()));
        // What else somebody does today makes no news of an order of long ago.
        Set<ContactId> movedToday = entries.stream()
                .filter(entry -> live.contains(new Orders.Name(entry.contact(), entry.order())))
                .map(Entry::contact)
                .collect(Collectors.toSet());
        entries.addAll(spent);
        if (!entries.isEmpty()) {
            book.enter(entries, movedToday, clock.instant());
        }
    }

    @EventListener
    @Order(30)
    void on(ContactsMerged merged) {
        Instant now = clock.instant();
        book.merge(merged.from(), merged.into()).ifPresent(both -> {
            Map<Orders.Name, String> one = new LinkedHashMap<>();
            both.forEach(order -> one.put(order, "merged/" + merged.from().value()));
            book.enter(merged.into(), one.isEmpty() ? List.of() : differences(one, now), now);
        });
    }

    /** What the ledger lacks of what these orders earn. {@code told}: by what we learnt of each. */
    private List<Entry> differences(Map<Orders.Name, String> told, Instant now) {
        Map<Orders.Name, Worth> worths = orders.worths(told.keySet());
        Map<Orders.Name, Earned> earned = ledger.earned(told.keySet());
        List<Entry> differences = new ArrayList<>();
        told.forEach((order, cause) -> {
            Worth worth = worths.get(order);
            if (worth != null) {
                difference(order, worth, earned.get(order), cause, now).ifPresent(differences::add);
            }
        });
        return differences;
    }

    /** {@code before} is null where the order earned nothing so far. */
    private Optional<Entry> difference(Orders.Name order, Worth worth, Earned before, String cause, Instant now) {
        OrderTerms terms = terms(worth, before);
        long more = terms.points(worth.paid().amount()) - (before == null ? 0 : before.qualifying());
        if (more == 0) {
            return Optional.empty();
        }
        // What has run out is gone: an order of long ago brings nothing to spend, and its refund takes nothing away.
        boolean gone = terms.expiresAt() != null && !terms.expiresAt().isAfter(now);
        return Optional.of(new Entry(
                order.contact(),
                now,
                more > 0 ? Entry.Kind.EARNED : Entry.Kind.REFUNDED,
                gone ? 0 : more,
                more,
                worth.completedAt(),
                terms.expiresAt(),
                order.orderId(),
                null,
                null,
                cause + "/" + order.orderId(),
                terms));
    }

    /** Those by which the order earned first; the settings' where it did not yet, and a rate where none fits. */
    private OrderTerms terms(Worth worth, Earned before) {
        String currency = worth.paid().currency();
        if (before == null) {
            return new OrderTerms(currency, rate(currency), book.expiryOf(worth.completedAt()));
        }
        OrderTerms first = before.terms();
        return first.rate() != null && currency.equals(first.currency())
                ? first
                : new OrderTerms(currency, rate(currency), first.expiresAt());
    }

    private BigDecimal rate(String currency) {
        BigDecimal value = currency.equals(shop.currency().getCurrencyCode())
                ? BigDecimal.ONE
                : shop.rates().getOrDefault(currency, BigDecimal.ONE);
        return settings.pointsPerEuro().multiply(value);
    }

    private Optional<Entry> spent(Activity activity) {
        if (!activity.isCalled("Points Spent") || !settings.maySpend(activity.source())) {
            return Optional.empty();
        }
        // Told reads no number that would take for ever to write out: 1e-600000000.
        BigDecimal points = new Told(activity.properties()).number("points");
        return points == null || points.compareTo(BigDecimal.ONE) < 0 || points.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(new Entry(
                        activity.contact(),
                        activity.at(),
                        Entry.Kind.SPENT,
                        -points.setScale(0, RoundingMode.FLOOR).longValueExact(),
                        0,
                        null,
                        null,
                        null,
                        null,
                        "activity/" + activity.id()));
    }
}
