package io.relance.loyalty;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.loyalty.Ledger.Earned;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import io.relance.shop.Orders.Worth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Clock clock;

    OrderPoints(PointsBook book, Ledger ledger, Orders orders, LoyaltySettings settings, Clock clock) {
        this.book = book;
        this.ledger = ledger;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    @Order(30)
    void on(ActivitiesRecorded recorded) {
        Map<Orders.Name, String> told = new LinkedHashMap<>();
        recorded.activities().forEach(activity -> Orders.concerned(activity)
                .ifPresent(order -> told.put(order, "activity/" + activity.id())));
        List<Entry> spent = recorded.activities().stream()
                .flatMap(activity -> spent(activity).stream())
                .toList();
        if (told.isEmpty() && spent.isEmpty()) {
            return;
        }
        Set<ContactId> live = recorded.activities().stream()
                .filter(Activity::live)
                .map(Activity::contact)
                .collect(Collectors.toSet());
        Set<ContactId> people = told.keySet().stream().map(Orders.Name::contact).collect(Collectors.toSet());
        spent.forEach(entry -> people.add(entry.contact()));
        book.lock(people);
        List<Entry> entries = new ArrayList<>(differences(told, clock.instant()));
        entries.addAll(spent);
        if (!entries.isEmpty()) {
            book.enter(entries, live, clock.instant());
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
            Earned before = earned.getOrDefault(order, new Earned(0, null));
            if (worth != null) {
                difference(order, worth, before, cause, now).ifPresent(differences::add);
            }
        });
        return differences;
    }

    private Optional<Entry> difference(Orders.Name order, Worth worth, Earned before, String cause, Instant now) {
        long more = settings.points(worth.kept().amount()) - before.qualifying();
        if (more == 0) {
            return Optional.empty();
        }
        Instant expires = before.expiresAt() == null ? book.expiryOf(worth.completedAt()) : before.expiresAt();
        // What has run out is gone: an order of long ago brings nothing to spend, and its refund takes nothing away.
        boolean gone = expires != null && !expires.isAfter(now);
        return Optional.of(new Entry(
                order.contact(),
                now,
                more > 0 ? Entry.Kind.EARNED : Entry.Kind.REFUNDED,
                gone ? 0 : more,
                more,
                worth.completedAt(),
                expires,
                order.orderId(),
                null,
                null,
                cause + "/" + order.orderId()));
    }

    private static Optional<Entry> spent(Activity activity) {
        return activity.isCalled("Points Spent")
                ? whole(activity.properties().get("points"))
                        .map(points -> new Entry(
                                activity.contact(),
                                activity.at(),
                                Entry.Kind.SPENT,
                                -points,
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "activity/" + activity.id()))
                : Optional.empty();
    }

    /** A positive whole number, as a number or a text; empty where it makes no sense. */
    private static Optional<Long> whole(Object value) {
        try {
            BigDecimal number = value == null
                    ? BigDecimal.ZERO
                    : new BigDecimal(String.valueOf(value).strip());
            return number.signum() > 0 && number.compareTo(MOST) <= 0
                    ? Optional.of(number.setScale(0, RoundingMode.FLOOR).longValueExact())
                            .filter(points -> points > 0)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
