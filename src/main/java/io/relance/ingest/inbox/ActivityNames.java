package io.relance.ingest.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One name per activity: the e-commerce spec's and ours in whatever case, and the spec's first version's. */
final class ActivityNames {

    static final String PAGE_VIEWED = "Page Viewed";
    static final String SCREEN_VIEWED = "Screen Viewed";
    static final String GROUP_JOINED = "Group Joined";

    /** Segment's e-commerce events, version 2. */
    private static final List<String> SPEC = List.of(
            "Products Searched",
            "Product List Viewed",
            "Product List Filtered",
            "Promotion Viewed",
            "Promotion Clicked",
            "Product Clicked",
            "Product Viewed",
            "Product Added",
            "Product Removed",
            "Cart Viewed",
            "Checkout Started",
            "Checkout Step Viewed",
            "Checkout Step Completed",
            "Payment Info Entered",
            "Order Completed",
            "Order Updated",
            "Order Refunded",
            "Order Cancelled",
            "Coupon Entered",
            "Coupon Applied",
            "Coupon Denied",
            "Coupon Removed",
            "Product Added to Wishlist",
            "Product Removed from Wishlist",
            "Wishlist Product Added to Cart",
            "Product Shared",
            "Cart Shared",
            "Product Reviewed");

    private static final List<String> OURS = List.of(
            "Cart Abandoned",
            "Back In Stock Requested",
            "Back In Stock",
            "Price Dropped",
            "Browse Abandoned",
            "Replenishment Due",
            "First Order Anniversary",
            "Became Inactive",
            "Payment Failed",
            "Support Requested",
            "Support Solved",
            "Consent Given",
            "Consent Withdrawn",
            PAGE_VIEWED,
            SCREEN_VIEWED,
            GROUP_JOINED);

    /** What the first version of the spec called them. */
    private static final Map<String, String> FIRST_VERSION = Map.ofEntries(
            Map.entry("searched products", "Products Searched"),
            Map.entry("viewed product category", "Product List Viewed"),
            Map.entry("viewed product", "Product Viewed"),
            Map.entry("clicked product", "Product Clicked"),
            Map.entry("added product", "Product Added"),
            Map.entry("removed product", "Product Removed"),
            Map.entry("started order", "Checkout Started"),
            Map.entry("viewed checkout step", "Checkout Step Viewed"),
            Map.entry("completed checkout step", "Checkout Step Completed"),
            Map.entry("updated order", "Order Updated"),
            Map.entry("completed order", "Order Completed"));

    private static final Map<String, String> CANONICAL = canonical();

    private ActivityNames() {}

    /** The name under which an activity is known; one we do not know stays as it was sent, trimmed. */
    static String canonical(String sent) {
        String name = sent.strip();
        return CANONICAL.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    private static Map<String, String> canonical() {
        Map<String, String> names = Stream.of(SPEC, OURS)
                .flatMap(List::stream)
                .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
        names.putAll(FIRST_VERSION);
        return Map.copyOf(names);
    }
}
