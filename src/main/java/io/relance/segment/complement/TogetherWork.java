package io.relance.segment.complement;

import io.relance.segment.complement.TogetherRows.Stretch;
import io.relance.segment.run.OneAtATime;
import io.relance.segment.run.Progress;
import io.relance.shared.DueWork;
import io.relance.shop.ShopProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reckons every night what is bought by the same people, on one node. In stretches of a transaction each: what reads
 * the old pairs keeps doing so until the new ones take their place at once.
 */
@Component
@Order(27)
class TogetherWork implements DueWork {

    /** Of one person the latest: more pairs than they could be evidence for, and a bound to what a reseller costs. */
    private static final int PRODUCTS_OF_A_PERSON = 50;

    private static final int PAIRS_OF_A_PRODUCT = 50;
    private static final int ORDERS_AT_ONCE = 50_000;
    private static final long PURCHASES_AT_ONCE = 2_000_000;

    private final TogetherRows rows;
    private final OneAtATime oneAtATime;
    private final TransactionOperations transactions;
    private final RecommendationSettings settings;
    private final ShopProfile shop;

    TogetherWork(
            TogetherRows rows,
            OneAtATime oneAtATime,
            TransactionOperations transactions,
            RecommendationSettings settings,
            ShopProfile shop) {
        this.rows = rows;
        this.oneAtATime = oneAtATime;
        this.transactions = transactions;
        this.settings = settings;
        this.shop = shop;
    }

    @Override
    public String name() {
        return "bought together";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(30));
    }

    /**
     * The night after the last time, as ranking: whichever finds the other at it is tried again. At once while it was never
     * reckoned and somebody has bought.
     */
    @Override
    public Optional<Instant> nextDue() {
        return rows.reckonedAt()
                .map(shop::nightAfter)
                .or(() -> rows.hasAnybodyBought() ? Optional.of(Instant.EPOCH) : Optional.empty());
    }

    @Override
    public void runDue(Instant now) {
        if (isDue(now)) {
            // Another node may have been at it meanwhile.
            oneAtATime.run(() -> {
                if (isDue(now)) {
                    reckon(now);
                }
            });
        }
    }

    private boolean isDue(Instant now) {
        return nextDue().filter(due -> !due.isAfter(now)).isPresent();
    }

    private void reckon(Instant now) {
        Progress progress = Progress.inLog("Bought together");
        long last = rows.lastContact();
        progress.of(2 * last);
        transactions.executeWithoutResult(status -> rows.forgetStaged());
        learn(now, progress);
        long people = transactions.execute(status -> rows.count(site()));
        List<Stretch> stretches = rows.products(settings.support(), PURCHASES_AT_ONCE);
        for (int i = 0; i < stretches.size(); i++) {
            Stretch products = stretches.get(i);
            transactions.executeWithoutResult(status -> rows.pair(products, settings.support()));
            progress.at("pairing", last + last * (i + 1) / stretches.size());
        }
        int pairs = transactions.execute(status -> rows.write(people, PAIRS_OF_A_PRODUCT, now));
        transactions.executeWithoutResult(status -> rows.forgetStaged());
        progress.end(pairs + " pairs from what " + people + " people bought");
    }

    private String site() {
        return URI.create(shop.url()).getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    private void learn(Instant now, Progress progress) {
        Instant from = settings.from(now);
        Optional<Stretch> people = rows.people(0, ORDERS_AT_ONCE);
        while (people.isPresent()) {
            Stretch these = people.get();
            transactions.executeWithoutResult(status -> rows.learn(these, from, now, PRODUCTS_OF_A_PERSON));
            progress.at("reading orders", these.upTo());
            people = rows.people(these.upTo(), ORDERS_AT_ONCE);
        }
    }
}
