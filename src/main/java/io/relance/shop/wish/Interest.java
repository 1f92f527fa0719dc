package io.relance.shop.wish;

import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What somebody has had to do with a product, while it is read and changed. */
class Interest {

    private static final int VIEWS_KEPT = BrowseSettings.MOST_TIMES;

    final ContactId contact;
    final String productId;
    /** By id, else by sku. */
    String variant;
    /** The sku as well, since the shelf may know one of the two names only. */
    String sku;

    BigDecimal price;
    String currency;
    Instant seenAt;
    List<Instant> views = List.of();
    Instant cartedAt;
    Instant boughtAt;
    Instant browseDueAt;
    Instant browseToldAt;
    Instant dropDueAt;
    /** When they were last told of a price. */
    Instant toldAt;

    Interest(ContactId contact, String productId) {
        this.contact = contact;
        this.productId = productId;
    }

    /** What somebody saw of it. */
    record Sight(Instant at, String variant, String sku, BigDecimal price, String currency) {}

    private void see(Sight sight) {
        if (seenAt != null && sight.at().isBefore(seenAt)) {
            return;
        }
        seenAt = sight.at();
        // What they saw before they were told of a price is not what they know.
        if (toldAt != null && sight.at().isBefore(toldAt)) {
            return;
        }
        // The price of one variant says nothing of another's.
        if (sight.price() != null || !Objects.equals(variant, sight.variant())) {
            price = sight.price();
            currency = sight.price() == null ? null : sight.currency();
        }
        variant = sight.variant();
        sku = sight.sku();
    }

    /** From then on this is the price they know. */
    void told(BigDecimal dropped, Instant at) {
        price = dropped;
        toldAt = at;
    }

    void view(Sight sight) {
        see(sight);
        List<Instant> all =
                Stream.concat(views.stream(), Stream.of(sight.at())).sorted().toList();
        views = all.subList(Math.max(0, all.size() - VIEWS_KEPT), all.size());
    }

    void cart(Sight sight) {
        see(sight);
        cartedAt = later(cartedAt, sight.at());
    }

    void buy(Sight sight) {
        see(sight);
        boughtAt = later(boughtAt, sight.at());
    }

    /**
     * Whether it was looked at often enough of late, not put into a cart since, and bought neither since nor shortly
     * before: who looks at what they just ordered wants nothing more.
     */
    boolean isBrowsed(BrowseSettings settings) {
        if (views.size() < settings.times()) {
            return false;
        }
        Instant last = views.get(views.size() - 1);
        Instant first = views.get(views.size() - settings.times());
        return Duration.between(first, last).compareTo(settings.within()) <= 0
                && isBefore(cartedAt, first)
                && isBefore(boughtAt, first.minus(settings.within()))
                && isBefore(browseToldAt, last.minus(settings.notAgainFor()));
    }

    /** When that may be told: some time after the last look. */
    void plan(BrowseSettings settings, boolean live) {
        if (!isBrowsed(settings)) {
            browseDueAt = null;
        } else if (live) {
            browseDueAt = views.get(views.size() - 1).plus(settings.after());
        }
    }

    /** Once more, after two people became one: due is what was due, and what comes due only now. */
    void planAnew(BrowseSettings settings, Instant now) {
        boolean isToCome = !views.isEmpty()
                && views.get(views.size() - 1).plus(settings.after()).isAfter(now);
        plan(settings, browseDueAt != null || isToCome);
    }

    private static boolean isBefore(Instant moment, Instant other) {
        return moment == null || moment.isBefore(other);
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** For logs: nobody's name. */
    @Override
    public String toString() {
        return "the interest of contact " + contact.value() + " in product " + productId;
    }
}
