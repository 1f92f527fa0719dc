package io.relance.segment.tally;

import io.relance.contact.Activity;
import io.relance.shop.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which completed orders of a batch the shop had told of before: they are activities, and nothing more was bought. */
@Component
class OrdersToldAgain {

    private final Orders orders;

    OrdersToldAgain(Orders orders) {
        this.orders = orders;
    }

    /** Their activities' numbers; in one read, and only where something of a category was bought. */
    Set<Long> among(List<Happened> happened) {
        Map<Long, Orders.Name> told = new HashMap<>();
        Map<Long, Instant> at = new HashMap<>();
        for (Happened each : happened) {
            if (each.isOfCategoriesBought()) {
                Activity activity = each.activity();
                Orders.concerned(activity).ifPresent(order -> {
                    told.put(activity.id(), order);
                    at.put(activity.id(), activity.at());
                });
            }
        }
        Set<Long> again = new HashSet<>();
        if (!told.isEmpty()) {
            Map<Orders.Name, Orders.Worth> known = orders.worths(told.values());
            told.forEach((activity, order) -> {
                Orders.Worth worth = known.get(order);
                if (worth != null && !isSame(worth.completedAt(), at.get(activity))) {
                    again.add(activity);
                }
            });
        }
        return again;
    }

    /** The database keeps less of a moment than an event may have. */
    private static boolean isSame(Instant kept, Instant told) {
        return Duration.between(kept, told).abs().toMillis() == 0;
    }
}
