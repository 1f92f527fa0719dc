package io.relance.shop.occasion;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** When people will have used up what they bought; reckoned anew from all their orders whenever one of them changes. */
@Component
public class Replenishments {

    private static final Set<String> OF_ORDERS =
            Set.of("order completed", "order updated", "order refunded", "order cancelled");

    /** An earlier version kept moments that were rounded otherwise. */
    private static final Duration NO_OTHER_MOMENT = Duration.ofMillis(1);

    private final SupplyRows rows;
    private final Shelf shelf;
    private final ShopProfile shop;
    private final ReplenishmentSettings settings;
    private final Clock clock;

    Replenishments(SupplyRows rows, Shelf shelf, ShopProfile shop, ReplenishmentSettings settings, Clock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.shop = shop;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whose supply of what. */
    public record Of(ContactId contact, String productId) {}

    /** When each of these is used up, in one read; of what is not known to be used up nothing. */
    public Map<Of, Instant> usedUpAt(Collection<Of> asked) {
        Map<Of, Instant> moments = new HashMap<>();
        rows.of(asked.stream().map(Of::contact).collect(Collectors.toSet())).forEach(supply -> {
            Of key = new Of(supply.contact(), supply.productId());
            if (asked.contains(key)) {
                moments.put(key, supply.usedUpAt());
            }
        });
        return moments;
    }

    static boolean isOfOrders(Activity activity) {
        return OF_ORDERS.contains(activity.name().toLowerCase(Locale.ROOT));
    }

    // After the orders themselves were mirrored.
    @EventListener
    @Order(12)
    void on(ActivitiesRecorded recorded) {
        Set<ContactId> buyers = recorded.activities().stream()
                .filter(Replenishments::isOfOrders)
                .map(Activity::contact)
                .collect(Collectors.toSet());
        if (!buyers.isEmpty()) {
            reckon(buyers);
        }
    }

    @EventListener
    @Order(12)
    void on(ContactsMerged merged) {
        rows.removeAll(merged.from());
        reckon(Set.of(merged.into()));
    }

    /** Reckons anew for these people, whose rows are locked. */
    void reckon(Set<ContactId> buyers) {
        List<Purchase> all = rows.purchases(buyers);
        Map<String, Product> products =
                shelf.findAll(all.stream().map(Purchase::productId).toList());
        Map<Of, Supply> known = rows.of(buyers).stream()
                .collect(Collectors.toMap(supply -> new Of(supply.contact(), supply.productId()), supply -> supply));
        List<Supply> changed = new ArrayList<>();
        Instant now = clock.instant();
        all.stream().collect(Collectors.groupingBy(Purchase::contact)).forEach((contact, purchases) -> new Reckoning(
                        purchases, products, shop.timezone())
                .supplies()
                .forEach(supply -> {
                    Supply before = known.remove(new Of(contact, supply.productId()));
                    if (before == null || !isSame(before, supply)) {
                        changed.add(supply.next(settings.next(supply, now)));
                    }
                }));
        rows.write(changed);
        rows.remove(known.values());
    }

    /** What has not changed keeps its reminders, those that were told already among them. */
    private static boolean isSame(Supply before, Supply supply) {
        Duration moved = Duration.between(before.usedUpAt(), supply.usedUpAt()).abs();
        return before.boughtAt().equals(supply.boughtAt()) && moved.compareTo(NO_OTHER_MOMENT) < 0;
    }
}
