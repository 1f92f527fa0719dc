package io.relance.shop.shelf;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import io.relance.shop.CartLine;
import io.relance.shop.ShopProfile;
import io.relance.shop.Told;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Learns from what people looked at and bought how a product is called, as long as the shop itself does not say. It
 * never learns a stock, and a price it learns is none that could drop. Addresses count only where they are the shop's
 * own: anybody can send such an event, and others would follow its link.
 */
@Component
class LearnsProducts {

    private static final Set<String> OF_ONE =
            Set.of("product viewed", "product clicked", "product added", "product added to wishlist");
    private static final Set<String> OF_SEVERAL = Set.of("order completed", "cart viewed", "checkout started");

    private final ShelfRows rows;
    private final ShopProfile shop;

    LearnsProducts(ShelfRows rows, ShopProfile shop) {
        this.rows = rows;
        this.shop = shop;
    }

    @EventListener
    @Order(10)
    void on(ActivitiesRecorded recorded) {
        // By id, so that two batches that learn of the same products wait for each other instead of locking up.
        Map<String, ShelvedProduct> told = new TreeMap<>();
        recorded.activities().forEach(activity -> tell(activity, told));
        if (told.isEmpty()) {
            return;
        }
        Map<String, ShelvedProduct> known = rows.findBare(told.keySet());
        List<ShelvedProduct> news = told.values().stream()
                .filter(product -> !known.containsKey(product.productId))
                .toList();
        if (!news.isEmpty()) {
            rows.learn(news);
        }
    }

    private void tell(Activity activity, Map<String, ShelvedProduct> told) {
        Told says = new Told(activity.properties());
        String currency = says.currency();
        products(activity, says)
                .filter(line -> line.productId() != null)
                .forEach(line -> tell(line, currency, activity.contact(), told));
    }

    private static Stream<CartLine> products(Activity activity, Told says) {
        String name = activity.name().toLowerCase(Locale.ROOT);
        if (OF_ONE.contains(name)) {
            return says.product().stream();
        }
        return OF_SEVERAL.contains(name) ? says.products().stream().flatMap(List::stream) : Stream.of();
    }

    /** The first to tell is the one it is learned from, whole: so it can go with them. */
    private void tell(CartLine line, String currency, ContactId from, Map<String, ShelvedProduct> told) {
        if (told.containsKey(line.productId())) {
            return;
        }
        ShelvedProduct product = new ShelvedProduct(line.productId());
        product.learnedFrom = from.value();
        product.name = line.name();
        product.category = line.category();
        product.url = ours(line.url());
        product.imageUrl = ours(line.imageUrl());
        product.price = line.price();
        product.currency = currency == null ? shop.currency().getCurrencyCode() : currency;
        told.put(line.productId(), product);
    }

    /** The address, where it is of the shop's own site; null else. */
    private String ours(String address) {
        if (address == null) {
            return null;
        }
        String site = URI.create(shop.url()).getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        String host = URI.create(address).getHost().toLowerCase(Locale.ROOT);
        return host.equals(site) || host.endsWith("." + site) ? address : null;
    }
}
