package io.relance.shop;

import io.relance.contact.Activity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What one cart activity does to the carts of its contact. */
class CartChanges {

    private final MirrorBatch batch;
    private final ShopProfile shop;
    private final Activity activity;
    private final Told told;
    private final References references;
    private final Instant at;

    CartChanges(MirrorBatch batch, ShopProfile shop, Activity activity) {
        this.batch = batch;
        this.shop = shop;
        this.activity = activity;
        this.told = new Told(activity.properties());
        this.references = References.in(activity);
        this.at = activity.at().truncatedTo(ChronoUnit.MICROS);
    }

    void apply() {
        switch (References.nameOf(activity)) {
            case "product added", "wishlist product added to cart" ->
                told.product().ifPresent(this::add);
            case "product removed" -> told.product().ifPresent(this::remove);
            case "cart viewed" -> view();
            case "cart abandoned" -> abandoned();
            default -> checkOut();
        }
    }

    private void add(CartLine line) {
        MirroredCart cart = meant(at).orElseGet(() -> begin(at));
        if (!cart.wasOrderedAfter(at)) {
            cart.add(line);
            // Here "url" is the product's.
            describe(cart, told.address("cart_url", "checkout_url", "abandoned_checkout_url"));
            changed(cart, at);
        }
    }

    private void remove(CartLine line) {
        meant(at)
                .filter(cart -> !cart.wasOrderedAfter(at))
                .filter(cart -> cart.remove(line))
                .ifPresent(cart -> changed(cart, at));
    }

    private void view() {
        Optional<List<CartLine>> products = told.products();
        Optional<MirroredCart> known = meant(at);
        boolean nothingToSee = products.filter(lines -> !lines.isEmpty()).isEmpty();
        if (known.isEmpty() && nothingToSee) {
            return;
        }
        MirroredCart cart = known.orElseGet(() -> begin(at));
        if (!cart.wasOrderedAfter(at) && mirror(cart)) {
            changed(cart, at);
        }
    }

    private void checkOut() {
        MirroredCart cart = meant(at).orElseGet(() -> begin(at));
        if (cart.wasOrderedAfter(at)) {
            return;
        }
        boolean differs = mirror(cart);
        // The last page of a checkout is often told after its order; only other goods make that a new cart.
        if (differs || (isNews(cart) && cart.status != Cart.Status.ORDERED)) {
            changed(cart, at);
        }
    }

    private void abandoned() {
        Instant changedAt = changedAt();
        Optional<MirroredCart> known = meant(changedAt);
        MirroredCart cart = known.orElseGet(() -> begin(changedAt));
        if (cart.wasOrderedAfter(changedAt)) {
            return;
        }
        if (mirror(cart)) {
            changed(cart, changedAt);
        }
        cart.judged();
    }

    /** When the shop says the abandoned cart changed, but never later than it said so. */
    private Instant changedAt() {
        Instant said = told.moment("changed_at", "updated_at");
        return said == null || said.isAfter(at) ? at : said;
    }

    /** Takes over cart, products and value; answers whether the contents are other ones now. */
    private boolean mirror(MirroredCart cart) {
        Optional<List<CartLine>> products = told.products();
        BigDecimal value = told.number("total", "value");
        boolean isNews = isNews(cart);
        boolean differs = isNews && products.isPresent() && cart.show(products.get(), value);
        if (cart.status != Cart.Status.ORDERED) {
            describe(cart, told.address("cart_url", "url", "checkout_url", "abandoned_checkout_url"));
            if (isNews && products.isEmpty()) {
                cart.value(value);
            }
        }
        return differs;
    }

    /** Whole contents that are older than what we know are no news. */
    private boolean isNews(MirroredCart cart) {
        return !at.isBefore(cart.changedAt);
    }

    private void describe(MirroredCart cart, String url) {
        cart.describe(references.checkoutId(), references.cartToken(), url, told.currency());
    }

    private void changed(MirroredCart cart, Instant changedAt) {
        cart.changed(changedAt, activity.live(), shop.cartAbandonedAfter());
        batch.orderThatEnded(cart).ifPresent(order -> order.ended(cart));
    }

    private Optional<MirroredCart> meant(Instant moment) {
        return batch.meant(activity.contact(), references, moment);
    }

    private MirroredCart begin(Instant changedAt) {
        return batch.begin(activity, references.cartId(), changedAt);
    }
}
