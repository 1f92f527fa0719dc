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
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps carts and orders as the activities tell them: reads what a batch may touch, applies it, writes it back. */
@Component
class ShopMirror {

    private final CartRows cartRows;
    private final OrderRows orderRows;
    private final ShopProfile shop;
    private final ApplicationEventPublisher events;

    ShopMirror(CartRows cartRows, OrderRows orderRows, ShopProfile shop, ApplicationEventPublisher events) {
        this.cartRows = cartRows;
        this.orderRows = orderRows;
        this.shop = shop;
        this.events = events;
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
        batch.orderedByOthers().forEach(events::publishEvent);
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
        MirrorBatch batch = new MirrorBatch(cartRows.touched(contacts, names, oldest), orders, shop);
        batch.also(ordersBefore(activities), cartsElsewhere(activities, contacts));
        return batch;
    }

    /** For carts told of late: what was ordered after the oldest of them, by the same people. */
    private List<MirroredOrder> ordersBefore(List<Activity> activities) {
        List<Activity> ofCarts =
                activities.stream().filter(activity -> !isOfOrders(activity)).toList();
        return ofCarts.isEmpty()
                ? List.of()
                : orderRows.withoutCart(
                        ofCarts.stream().map(Activity::contact).collect(Collectors.toSet()),
                        ofCarts.stream()
                                .map(Activity::at)
                                .min(Instant::compareTo)
                                .orElseThrow());
    }

    private List<MirroredCart> cartsElsewhere(List<Activity> activities, Set<ContactId> contacts) {
        Set<String> ordered = activities.stream()
                .filter(ShopMirror::isOfOrders)
                .flatMap(activity -> Stream.ofNullable(References.in(activity).cartId()))
                .collect(Collectors.toSet());
        return ordered.isEmpty() ? List.of() : cartRows.openElsewhere(contacts, ordered);
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
