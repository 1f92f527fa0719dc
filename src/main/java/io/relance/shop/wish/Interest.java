package io.relance.shop.wish;

import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What somebody has had to do with a product, while it is read and changed. */
class Interest {

    private static final int VIEWS_KEPT = BrowseSettings.MOST_TIMES;

    final ContactId contact;
    final String productId;
    String variant;
    BigDecimal price;
    String currency;
    Instant seenAt;
    List<Instant> views = List.of();
    Instant cartedAt;
    Instant boughtAt;
    Instant browseDueAt;
    Instant browseToldAt;
    Instant dropDueAt;

    Interest(ContactId contact, String productId) {
        this.contact = contact;
        this.productId = productId;
    }

    /** What somebody saw of it. */
    record Sight(Instant at, String variant, BigDecimal price, String currency) {}

    void see(Sight sight) {
        if (seenAt != null && sight.at().isBefore(seenAt)) {
            return;
        }
        seenAt = sight.at();
        variant = sight.variant();
        if (sight.price() != null) {
            price = sight.price();
            currency = sight.currency();
        }
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

    /** Whether it was looked at often enough of late, and neither put into a cart nor bought since. */
    boolean isBrowsed(BrowseSettings settings) {
        if (views.size() < settings.times()) {
            return false;
        }
        Instant last = views.get(views.size() - 1);
        Instant first = views.get(views.size() - settings.times());
        return Duration.between(first, last).compareTo(settings.within()) <= 0
                && isBefore(cartedAt, first)
                && isBefore(boughtAt, first)
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
