package io.relance.shop;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps carts and orders as the activities tell them: reads what a batch may touch, applies it, writes it back. */
@Component
class ShopMirror {

    private final CartRows cartRows;
    private final OrderRows orderRows;
    private final ShopProfile shop;

    ShopMirror(CartRows cartRows, OrderRows orderRows, ShopProfile shop) {
        this.cartRows = cartRows;
        this.orderRows = orderRows;
        this.shop = shop;
    }

    @EventListener
    @Order(10)
    void on(ActivitiesRecorded recorded) {
        List<Activity> activities =
                recorded.activities().stream().filter(ShopMirror::concernsUs).toList();
        if (activities.isEmpty()) {
            return;
        }
        MirrorBatch batch = touched(activities);
        activities.forEach(activity -> apply(batch, activity));
        cartRows.write(batch.changedCarts());
        orderRows.write(batch.allOrders());
        orderRows.writeRefunds(batch.refunds());
    }

    @EventListener
    @Order(10)
    void on(ContactsMerged merged) {
        cartRows.merge(merged.from(), merged.into());
        orderRows.merge(merged.from(), merged.into());
    }

    private MirrorBatch touched(List<Activity> activities) {
        Set<ContactId> contacts = activities.stream().map(Activity::contact).collect(Collectors.toSet());
        Set<String> orderIds = activities.stream()
                .filter(ShopMirror::isOfOrders)
                .map(activity -> References.in(activity).orderIdOr(activity.id()))
                .collect(Collectors.toSet());
        List<MirroredOrder> orders = orderIds.isEmpty() ? List.of() : orderRows.named(contacts, orderIds);
        Set<String> names = new HashSet<>();
        activities.forEach(activity -> References.in(activity).all().forEach(names::add));
        orders.forEach(order -> names.addAll(order.carts));
        Instant oldest =
                activities.stream().map(Activity::at).min(Instant::compareTo).orElseThrow();
        return new MirrorBatch(cartRows.touched(contacts, names, oldest), orders, shop);
    }

    private void apply(MirrorBatch batch, Activity activity) {
        if (isOfOrders(activity)) {
            new OrderChanges(batch, activity).apply();
        } else {
            new CartChanges(batch, shop, activity).apply();
        }
    }

    private static boolean concernsUs(Activity activity) {
        return isOfOrders(activity) || References.OF_CARTS.contains(References.nameOf(activity));
    }

    private static boolean isOfOrders(Activity activity) {
        return References.OF_ORDERS.contains(References.nameOf(activity));
    }
}
