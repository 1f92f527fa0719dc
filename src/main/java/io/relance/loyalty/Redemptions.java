package io.relance.loyalty;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Learns from completed orders which coupons were used. */
@Component
class Redemptions {

    private final CouponRows coupons;
    private final CouponUses uses;

    Redemptions(CouponRows coupons, CouponUses uses) {
        this.coupons = coupons;
        this.uses = uses;
    }

    @EventListener
    @Order(30)
    void on(ActivitiesRecorded recorded) {
        List<CouponRows.Redemption> redemptions = recorded.activities().stream()
                .filter(activity -> activity.isCalled("Order Completed"))
                .flatMap(Redemptions::redemptions)
                .toList();
        if (!redemptions.isEmpty()) {
            coupons.redeem(redemptions);
            uses.keep(redemptions);
        }
    }

    @EventListener
    @Order(30)
    void on(ContactsMerged merged) {
        coupons.merge(merged.from(), merged.into());
        // A guest on another device may have used what was written to the customer.
        List<CouponRows.Redemption> theirs = uses.merge(merged.from(), merged.into());
        if (!theirs.isEmpty()) {
            coupons.redeem(theirs);
        }
    }

    private static Stream<CouponRows.Redemption> redemptions(Activity order) {
        Object orderId = order.properties().get("order_id");
        return codes(order.properties())
                .distinct()
                .map(code -> new CouponRows.Redemption(order.contact(), code, order.at(), text(orderId)));
    }

    private static String text(Object id) {
        // PostgreSQL keeps no NUL in texts.
        return id == null ? null : id.toString().replace("\0", "");
    }

    private static Stream<String> codes(Map<?, ?> properties) {
        Stream<?> products = properties.get("products") instanceof List<?> list ? list.stream() : Stream.empty();
        return Stream.concat(
                named(properties.get("coupon")),
                products.flatMap(
                        product -> product instanceof Map<?, ?> map ? named(map.get("coupon")) : Stream.empty()));
    }

    /** One code, several in one text, or a list of them. */
    private static Stream<String> named(Object coupon) {
        if (coupon instanceof List<?> list) {
            return list.stream().flatMap(Redemptions::named);
        }
        if (!(coupon instanceof String text)) {
            return Stream.empty();
        }
        return Arrays.stream(text.split("[,;\\s]+"))
                .filter(code -> !code.isEmpty() && code.indexOf('\0') < 0)
                .map(code -> code.toUpperCase(Locale.ROOT));
    }
}
