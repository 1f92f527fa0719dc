package io.relance.shop.wish;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.shared.Money;
import io.relance.shop.CartLine;
import io.relance.shop.ShopProfile;
import io.relance.shop.Told;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.wish.Interest.Sight;
import io.relance.shop.wish.InterestRows.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notes who looked at, put into a cart or bought which product at which price: one read and one write per batch. */
@Component
class NotesInterest {

    private static final String VIEWED = "product viewed";
    private static final String BOUGHT = "order completed";
    private static final String LEFT = "cart abandoned";
    private static final Set<String> CARTED =
            Set.of("product added", "wishlist product added to cart", "cart viewed", "checkout started", LEFT);

    /** One thing somebody did with one product. */
    private record Act(Activity activity, String name, CartLine line, String currency, Instant at) {

        Key key() {
            return new Key(activity.contact(), line.productId());
        }
    }

    private final InterestRows rows;
    private final Shelf shelf;
    private final ShopProfile shop;
    private final BrowseSettings settings;
    private final Clock clock;

    NotesInterest(InterestRows rows, Shelf shelf, ShopProfile shop, BrowseSettings settings, Clock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.shop = shop;
        this.settings = settings;
        this.clock = clock;
    }

    // After the products themselves were learned: whoever locks both locks products first.
    @EventListener
    @Order(11)
    void on(ActivitiesRecorded recorded) {
        List<Act> acts = new ArrayList<>();
        recorded.activities().forEach(activity -> read(activity, acts));
        if (acts.isEmpty()) {
            return;
        }
        Map<Key, Interest> interests = new LinkedHashMap<>();
        rows.touched(acts.stream().map(Act::key).distinct().toList())
                .forEach(interest -> interests.put(Key.of(interest), interest));
        Map<String, Product> priceless = shelf.findAll(acts.stream()
                .filter(act -> act.line().price() == null)
                .map(act -> act.line().productId())
                .toList());
        acts.forEach(act -> apply(
                act,
                interests.computeIfAbsent(act.key(), key -> new Interest(key.contact(), key.productId())),
                priceless.get(act.line().productId())));
        rows.write(interests.values());
    }

    @EventListener
    @Order(11)
    void on(ContactsMerged merged) {
        List<Interest> both = rows.merge(merged.from(), merged.into());
        Instant now = clock.instant();
        both.forEach(interest -> interest.planAnew(settings, now));
        rows.write(both);
    }

    private static void read(Activity activity, List<Act> acts) {
        String name = activity.name().toLowerCase(Locale.ROOT);
        if (!name.equals(VIEWED) && !name.equals(BOUGHT) && !CARTED.contains(name)) {
            return;
        }
        Told told = new Told(activity.properties());
        Instant at = moment(activity, told);
        // A product's event has its one product; a list counts where there is one.
        Optional<List<CartLine>> listed = told.products();
        List<CartLine> lines = listed.orElseGet(() -> told.product().stream().toList());
        lines.stream()
                .filter(line -> line.productId() != null)
                .forEach(line -> acts.add(new Act(activity, name, line, told.currency(), at)));
    }

    /** What lies in a cart that was left was seen when it was filled, not when that is told. */
    private static Instant moment(Activity activity, Told told) {
        Instant at = activity.at().truncatedTo(ChronoUnit.MICROS);
        Instant changedAt = activity.isCalled(LEFT) ? told.moment("changed_at", "updated_at") : null;
        return changedAt == null || changedAt.isAfter(at) ? at : changedAt;
    }

    private void apply(Act act, Interest interest, Product known) {
        Sight sight = sight(act, known);
        if (act.name().equals(VIEWED)) {
            interest.view(sight);
        } else if (act.name().equals(BOUGHT)) {
            interest.buy(sight);
        } else {
            interest.cart(sight);
        }
        interest.plan(settings, act.activity().live());
    }

    /** Who is not told what they saw saw what the shelf says. */
    private Sight sight(Act act, Product known) {
        CartLine line = act.line();
        String currency = act.currency() == null ? shop.currency().getCurrencyCode() : act.currency();
        Money told = new Money(line.price(), currency);
        Money seen = line.price() != null || known == null
                ? told
                : known.toldPrice(known.called(line.variantId(), line.sku())).orElse(told);
        return new Sight(
                act.at(),
                line.variantId() == null ? line.sku() : line.variantId(),
                line.sku(),
                seen.amount(),
                seen.currency());
    }
}
