package io.relance.shop;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Derives {@code Cart Abandoned}: an open cart with goods in it, no change and no order for long enough. */
@Component
@Order(20)
class AbandonedCarts implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(AbandonedCarts.class);
    private static final int BATCH = 500;
    // A sweep always comes a little after the moment; beyond this the carts had to wait, after an outage say.
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final CartRows carts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final ShopProfile shop;
    private final AbandonmentSettings settings;

    AbandonedCarts(
            CartRows carts,
            Timeline timeline,
            TransactionOperations transactions,
            ShopProfile shop,
            AbandonmentSettings settings) {
        this.carts = carts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.shop = shop;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "abandoned carts";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return carts.nextAbandonment();
    }

    @Override
    public void runDue(Instant now) {
        int size = BATCH;
        boolean more = true;
        while (more) {
            List<MirroredCart> taken = new ArrayList<>();
            try {
                int most = size;
                transactions.executeWithoutResult(status -> {
                    taken.addAll(carts.takeAbandoned(now, most));
                    derive(taken, now);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
    }

    /** Cuts the batch down until the one cart that cannot be told stands alone and is put off; answers the new size. */
    private int afterFailure(List<MirroredCart> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        MirroredCart cart = taken.get(0);
        log.warn("cart {} of contact {} cannot be told as abandoned", cart.cartId, cart.contact.value(), failure);
        carts.putOff(cart, now.plus(TRY_AGAIN));
        return BATCH;
    }

    private void derive(List<MirroredCart> taken, Instant now) {
        List<NewActivity> activities = taken.stream()
                .filter(cart -> !dueOf(cart).isBefore(now.minus(settings.cartAbandonedWithin())))
                .sorted(Comparator.comparing(this::dueOf))
                .map(cart -> activity(cart, now))
                .toList();
        if (!activities.isEmpty()) {
            timeline.record(activities);
        }
    }

    private NewActivity activity(MirroredCart cart, Instant now) {
        Instant due = dueOf(cart);
        boolean punctual = !due.isBefore(now.minus(PUNCTUAL)) && !due.isAfter(now);
        return new NewActivity(cart.contact, punctual ? due : now, "Cart Abandoned", properties(cart), "shop", true);
    }

    private Map<String, Object> properties(MirroredCart cart) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("cart_id", cart.cartId);
        if (cart.checkoutId != null) {
            properties.put("checkout_id", cart.checkoutId);
        }
        properties.put("value", cart.total);
        properties.put("currency", cart.currency);
        properties.put("changed_at", cart.changedAt.toString());
        properties.put("products", Lines.products(cart.lines));
        return properties;
    }

    private Instant dueOf(MirroredCart cart) {
        return cart.changedAt.plus(shop.cartAbandonedAfter());
    }
}
