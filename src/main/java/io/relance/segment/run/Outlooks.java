package io.relance.segment.run;

import io.relance.segment.SegmentSettings;
import io.relance.segment.run.OutlookRows.Customer;
import io.relance.segment.run.OutlookRows.Outlook;
import io.relance.segment.value.ExpectedValue;
import io.relance.segment.value.Fit;
import io.relance.segment.value.PurchaseModel;
import io.relance.segment.value.PurchaseModel.History;
import io.relance.segment.value.Rhythm;
import io.relance.segment.value.SpendModel;
import io.relance.segment.value.SpendModel.Spending;
import io.relance.shop.ShopProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reckons every night what is to be expected of every customer: the models are fitted to all, then asked of each. */
@Component
class Outlooks {

    private static final long PART = 20_000;
    /** A year, in weeks. */
    private static final double HORIZON_WEEKS = 365.25 / 7;

    private static final int MONTHS_OF_A_YEAR = 12;

    private final OutlookRows rows;
    private final ShopProfile shop;
    private final SegmentSettings settings;
    private final TransactionOperations transactions;

    Outlooks(OutlookRows rows, ShopProfile shop, SegmentSettings settings, TransactionOperations transactions) {
        this.rows = rows;
        this.shop = shop;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Everything that is learnt from everybody. */
    private static final class Learnt {
        final Map<History, Long> histories = new HashMap<>();
        final Map<Spending, Long> spendings = new HashMap<>();
        final List<Double> gaps = new ArrayList<>();

        void add(Customer customer, LocalDate today) {
            Rhythm rhythm = customer.rhythm();
            histories.merge(
                    History.ofWholeWeeks(
                            rhythm.occasions() - 1, (int) ChronoUnit.WEEKS.between(rhythm.first(), rhythm.last()), (int)
                                    ChronoUnit.WEEKS.between(rhythm.first(), today)),
                    1L,
                    Long::sum);
            Spending spending = customer.spending();
            // To the nearest whole, so that equal customers are counted together.
            spendings.merge(new Spending(spending.occasions(), Math.rint(spending.average())), 1L, Long::sum);
            rhythm.gap().ifPresent(gaps::add);
        }
    }

    /** What expectations are reckoned with. */
    private record Models(
            Optional<PurchaseModel> purchases,
            Optional<SpendModel> spend,
            OptionalDouble usualGap,
            int months,
            double discount) {

        Outlook of(Customer customer, LocalDate today) {
            Optional<Rhythm.NextOrder> next = customer.rhythm().next(usualGap);
            Optional<History> history = purchases.map(any -> History.of(customer.rhythm(), today));
            Double alive = history.filter(each -> each.repeats() > 0)
                    .map(each -> purchases.get().probabilityAlive(each))
                    .orElse(null);
            Double orders = history.map(
                            each -> purchases.get().expectedPurchases(each, months * HORIZON_WEEKS / MONTHS_OF_A_YEAR))
                    .orElse(null);
            Double value = history.flatMap(each -> spend.map(model ->
                            new ExpectedValue(purchases.get(), model, months, discount).of(each, customer.spending())))
                    .orElse(null);
            return new Outlook(
                    customer.contact(),
                    next.map(Rhythm.NextOrder::gap).orElse(null),
                    next.map(Rhythm.NextOrder::own).orElse(false),
                    next.map(Rhythm.NextOrder::on).orElse(null),
                    alive,
                    orders,
                    value);
        }
    }

    /** Reckons anew for everybody. */
    void renew(Instant now, Progress progress) {
        LocalDate today = now.atZone(shop.timezone()).toLocalDate();
        List<Long> bounds = rows.bounds(PART);
        progress.of(2L * bounds.size());
        Learnt learnt = new Learnt();
        each(bounds, (after, upTo, done) -> {
            rows.customers(now, after, upTo).forEach(customer -> learnt.add(customer, today));
            progress.at("learning", done);
        });
        Models models = fit(learnt, now);
        each(bounds, (after, upTo, done) -> {
            transactions.executeWithoutResult(status -> rows.replace(
                    rows.customers(now, after, upTo).stream()
                            .map(customer -> models.of(customer, today))
                            .toList(),
                    after,
                    upTo));
            progress.at("expecting", bounds.size() + done);
        });
    }

    /** One range of people. */
    private interface Part {
        void of(long after, long upTo, long done);
    }

    private static void each(List<Long> bounds, Part part) {
        long from = Long.MIN_VALUE;
        for (int i = 0; i < bounds.size(); i++) {
            part.of(from, bounds.get(i), i + 1L);
            from = bounds.get(i);
        }
    }

    private Models fit(Learnt learnt, Instant now) {
        Fit<PurchaseModel> purchases = PurchaseModel.fit(learnt.histories);
        keep("purchases", now, purchases, model -> "{\"r\":%s,\"alpha\":%s,\"a\":%s,\"b\":%s}"
                .formatted(model.r(), model.alpha(), model.a(), model.b()));
        Fit<SpendModel> spend = SpendModel.fit(learnt.spendings);
        keep("spend", now, spend, model -> "{\"p\":%s,\"q\":%s,\"gamma\":%s}"
                .formatted(model.p(), model.q(), model.gamma()));
        OptionalDouble usual = Rhythm.usual(learnt.gaps.stream().mapToDouble(Double::doubleValue));
        return new Models(
                purchases.model(),
                spend.model(),
                usual.isPresent() && usual.getAsDouble() > 0 ? usual : OptionalDouble.empty(),
                settings.valueMonths(),
                settings.valueDiscount());
    }

    private <M> void keep(String kind, Instant now, Fit<M> fit, java.util.function.Function<M, String> parameters) {
        if (fit instanceof Fit.Fitted<M> fitted) {
            rows.keepModel(
                    kind, now, parameters.apply(fitted.found()), fitted.logLikelihood(), fitted.customers(), null);
        } else if (fit instanceof Fit.Unfitted<M> unfitted) {
            rows.keepModel(kind, now, null, null, null, unfitted.detail());
        }
    }
}
