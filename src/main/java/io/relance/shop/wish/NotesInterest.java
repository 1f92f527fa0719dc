package io.relance.shop.wish;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.contact.ContactsMerged;
import io.relance.shop.CartLine;
import io.relance.shop.ShopProfile;
import io.relance.shop.Told;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.wish.Interest.Sight;
import io.relance.shop.wish.InterestRows.Key;
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
    private static final Set<String> CARTED = Set.of(
            "product added", "wishlist product added to cart", "cart viewed", "checkout started", "cart abandoned");

    /** One thing somebody did with one product. */
    private record Act(Activity activity, String name, CartLine line, String currency) {

        Key key() {
            return new Key(activity.contact(), line.productId());
        }
    }

    private final InterestRows rows;
    private final Shelf shelf;
    private final ShopProfile shop;
    private final BrowseSettings settings;

    NotesInterest(InterestRows rows, Shelf shelf, ShopProfile shop, BrowseSettings settings) {
        this.rows = rows;
        this.shelf = shelf;
        this.shop = shop;
        this.settings = settings;
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
                .forEach(interest -> interests.put(new Key(interest.contact, interest.productId), interest));
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
        rows.merge(merged.from(), merged.into());
    }

    private static void read(Activity activity, List<Act> acts) {
        String name = activity.name().toLowerCase(Locale.ROOT);
        if (!name.equals(VIEWED) && !name.equals(BOUGHT) && !CARTED.contains(name)) {
            return;
        }
        Told told = new Told(activity.properties());
        // A product's event has its one product; a list counts where there is one.
        Optional<List<CartLine>> listed = told.products();
        List<CartLine> lines = listed.orElseGet(() -> told.product().stream().toList());
        lines.stream()
                .filter(line -> line.productId() != null)
                .forEach(line -> acts.add(new Act(activity, name, line, told.currency())));
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
        boolean byShelf = line.price() == null && known != null && known.pricedAt() != null;
        return new Sight(
                act.activity().at().truncatedTo(ChronoUnit.MICROS),
                line.sku(),
                byShelf ? known.priceOf(line.sku()) : line.price(),
                byShelf ? known.currency() : currency);
    }
}
