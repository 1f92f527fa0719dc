package io.relance.shop.occasion;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import io.relance.shop.Punctual;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Shelf;
import io.relance.shop.shelf.ShelfChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
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
    private final LastingRows lasting;
    private final Replenishments replenishments;
    private final Shelf shelf;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final ReplenishmentSettings settings;
    private final Clock clock;

    UsedUp(
            SupplyRows rows,
            LastingRows lasting,
            Replenishments replenishments,
            Shelf shelf,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions,
            ReplenishmentSettings settings,
            Clock clock) {
        this.rows = rows;
        this.lasting = lasting;
        this.replenishments = replenishments;
        this.shelf = shelf;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(ShelfChanged changed) {
        if (!changed.lasting().isEmpty()) {
            lasting.add(changed.lasting(), clock.instant());
        }
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
        return Stream.concat(lasting.next().stream(), rows.next().stream()).min(Instant::compareTo);
    }

    @Override
    public void runDue(Instant now) {
        while (Boolean.TRUE.equals(transactions.execute(status -> reckonAnew(now)))) {
            // the next buyers, or the next product
        }
        DueBatches.<Supply>run(
                transactions,
                BATCH,
                most -> rows.take(contacts.lockFreeThemselves(rows.due(now, most)), now),
                supplies -> tell(supplies, now),
                supply -> rows.write(List.of(supply.next(now.plus(TRY_AGAIN)))));
    }

    /** What somebody bought before the shop told how long it lasts. */
    private boolean reckonAnew(Instant now) {
        Optional<LastingRows.Spreading> product = lasting.take(now);
        product.ifPresent(each -> {
            List<ContactId> buyers = lasting.buyers(each, BATCH);
            contacts.lock(buyers);
            if (!buyers.isEmpty()) {
                replenishments.reckon(Set.copyOf(buyers));
            }
            lasting.goOn(each, buyers.isEmpty() ? null : buyers.get(buyers.size() - 1));
        });
        return product.isPresent();
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
