package io.relance.shop.occasion;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.Punctual;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Derives {@code Replenishment Due}: some days before and after what somebody bought is used up. */
@Component
@Order(25)
class UsedUp implements DueWork {

    private static final int BATCH = 500;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    /** After an outage longer than this the next reminder has to do. */
    private static final Duration TOO_LATE = Duration.ofDays(2);

    private final SupplyRows rows;
    private final Shelf shelf;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final ReplenishmentSettings settings;

    UsedUp(
            SupplyRows rows,
            Shelf shelf,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions,
            ReplenishmentSettings settings) {
        this.rows = rows;
        this.shelf = shelf;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "replenishments";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(10));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.next();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Supply>run(
                transactions,
                BATCH,
                most -> rows.take(contacts.lockFreeThemselves(rows.due(now, most)), now),
                supplies -> tell(supplies, now),
                supply -> rows.write(List.of(supply.next(now.plus(TRY_AGAIN)))));
    }

    private void tell(List<Supply> supplies, Instant now) {
        Map<String, Product> products =
                shelf.findAll(supplies.stream().map(Supply::productId).toList());
        rows.write(supplies.stream()
                .map(supply -> supply.next(settings.next(supply, supply.nextAt())))
                .toList());
        timeline.record(supplies.stream()
                .filter(supply -> supply.nextAt().isAfter(now.minus(TOO_LATE)))
                .map(supply -> activity(supply, products.get(supply.productId()), now))
                .toList());
    }

    private static NewActivity activity(Supply supply, Product product, Instant now) {
        Map<String, Object> properties = new LinkedHashMap<>(
                product == null ? Map.of("product_id", supply.productId()) : product.properties(supply.sku()));
        properties.put("usedUpAt", supply.usedUpAt().toString());
        properties.put(
                "offset_days",
                Math.round(Duration.between(supply.usedUpAt(), supply.nextAt()).toHours() / 24.0));
        properties.put("bought_at", supply.boughtAt().toString());
        properties.put("reckoned_by", supply.reckonedBy().name().toLowerCase(Locale.ROOT));
        return new NewActivity(
                supply.contact(), Punctual.moment(supply.nextAt(), now), "Replenishment Due", properties, "shop", true);
    }
}
