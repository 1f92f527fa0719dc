package io.relance.journey.run;

import io.relance.contact.Activity;
import java.util.Map;

/** Which cart, order and product a run or an activity is about. */
public final class RunKeys {

    private RunKeys() {}

    /** The cart's id; null when the run is about none. */
    public static String cart(Run run) {
        return run.kind() == Keyed.CART ? run.key() : text(run.trigger(), "cart_id", "cartId");
    }

    /** The order's id; null when the run is about none. */
    public static String order(Run run) {
        return run.kind() == Keyed.ORDER ? run.key() : text(run.trigger(), "order_id", "orderId");
    }

    /** The product's id; null when the run is about none. */
    public static String product(Run run) {
        return run.kind() == Keyed.PRODUCT ? run.key() : text(run.trigger(), "product_id", "productId", "sku");
    }

    /** The order an activity names; null when it names none. */
    public static String order(Activity activity) {
        return text(activity.properties(), "order_id", "orderId");
    }

    /** The product an activity names; null when it names none. */
    public static String product(Activity activity) {
        return text(activity.properties(), "product_id", "productId", "sku");
    }

    private static String text(Map<String, Object> properties, String... names) {
        for (String name : names) {
            Object value = properties.get(name);
            if (value != null && !value.toString().isBlank()) {
                return value.toString();
            }
        }
        return null;
    }
}
