package io.relance.segment.tally;

import io.relance.contact.Activity;
import io.relance.segment.tally.Counted.Thing;
import io.relance.shop.Browsing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one activity means to who counts. */
record Happened(Activity activity, String slug) {

    /** All properties that count, and those that tell an order from others and say that it came with a code. */
    static final Set<String> PROPERTIES = Set.of("category", "products", "coupon", "order_id");

    static final String ORDER = "order_completed";

    private static final Set<String> BROWSING =
            Browsing.NAMES.stream().map(Slug::of).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LOOKING =
            Set.of("product_viewed", "product_list_viewed", "product_clicked", "product_added");

    static Happened of(Activity activity) {
        return new Happened(activity, Slug.of(activity.name()));
    }

    boolean isBrowsing() {
        return BROWSING.contains(slug);
    }

    Instant at() {
        return activity.at();
    }

    /** What is one more. */
    List<Thing> things() {
        List<Thing> things = new ArrayList<>();
        if (!slug.isEmpty()) {
            things.add(new Thing(Kind.ACTIVITY, slug));
        }
        if (LOOKING.contains(slug)) {
            category(activity.properties()).forEach(name -> things.add(new Thing(Kind.VIEWED, name)));
        }
        if (isOrder()) {
            boughtFrom().forEach(name -> things.add(new Thing(Kind.BOUGHT, name)));
        }
        return things;
    }

    boolean isOrder() {
        return slug.equals(ORDER);
    }

    private Set<String> boughtFrom() {
        Set<String> categories = new TreeSet<>();
        if (activity.properties().get("products") instanceof List<?> products) {
            products.forEach(product -> {
                if (product instanceof Map<?, ?> line) {
                    categories.addAll(category(line));
                }
            });
        }
        return categories;
    }

    private static Set<String> category(Map<?, ?> properties) {
        String name = properties.get("category") instanceof String text ? Slug.of(text.toLowerCase(Locale.ROOT)) : "";
        return name.isEmpty() ? Set.of() : Set.of(name);
    }
}
