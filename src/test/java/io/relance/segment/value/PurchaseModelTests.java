package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.relance.segment.value.Fit.Fitted;
import io.relance.segment.value.Fit.Reason;
import io.relance.segment.value.Fit.Unfitted;
import io.relance.segment.value.PurchaseModel.History;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseModelTests {

    /** As the paper prints them. */
    private static final PurchaseModel published = new PurchaseModel(0.243, 4.414, 0.793, 2.426);

    @Test
    void findsThePublishedEstimatesForThePublishedDataSet() {
        var fit = (Fitted<PurchaseModel>) PurchaseModel.fit(Cdnow.histories());

        assertThat(fit.customers()).isEqualTo(2357);
        assertThat(fit.logLikelihood()).isCloseTo(-9582.4, within(0.05));
        assertThat(fit.found().r()).isCloseTo(0.243, within(0.0005));
        assertThat(fit.found().alpha()).isCloseTo(4.414, within(0.0005));
        assertThat(fit.found().a()).isCloseTo(0.793, within(0.0005));
        assertThat(fit.found().b()).isCloseTo(2.426, within(0.0005));
        assertThat(fit.atLimit()).isFalse();
    }

    @Test
    void expectsWhatThePaperExpectsOfItsExample() {
        assertThat(published.expectedPurchases(new History(2, 30.43, 38.86), 39))
                .isCloseTo(1.226, within(0.0005));
    }

    /** The paper's closed forms, worked out by themselves with 40 digits; the last two show a near and above 1. */
    @ParameterizedTest(name = "{4} repeats, the last after {5} of {6} weeks, in the next {7}")
    @CsvSource({
        "0.243, 4.414, 0.793, 2.426, 2,   30.43, 38.86, 39,  0.726578570080673,  1.22602817476714",
        "0.243, 4.414, 0.793, 2.426, 0,   0,     38.86, 39,  1,                  0.195098052011263",
        "0.243, 4.414, 0.793, 2.426, 26,  30.86, 31,    39,  0.968915649717525,  20.7497261408573",
        "0.243, 4.414, 0.793, 2.426, 1,   2,     104,   52,  0.0834495789054559, 0.0454553750299581",
        "0.243, 4.414, 0.793, 2.426, 4,   20,    30,    1,   0.614551195882857,  0.0751439731326157",
        "0.243, 4.414, 0.793, 2.426, 300, 100,   101,   52,  0.95600275778629,   120.118168885362",
        "0.6,   9,     1.0000001, 3, 5,   20,    30,    52,  ,                   2.9858282598618",
        "0.6,   9,     1,         3, 5,   20,    30,    52,  ,                   2.9858282598618",
        "0.6,   9,     2.5,     0.4, 5,   20,    30,    52,  ,                   0.763400557169852"
    })
    void agreesWithTheClosedForms(
            double r,
            double alpha,
            double a,
            double b,
            int repeats,
            double recency,
            double age,
            double weeks,
            Double alive,
            double expected) {
        var model = new PurchaseModel(r, alpha, a, b);
        var customer = new History(repeats, recency, age);

        assertThat(model.expectedPurchases(customer, weeks)).isCloseTo(expected, withinPercentage(0.00001));
        if (alive != null) {
            assertThat(model.probabilityAlive(customer)).isCloseTo(alive, within(1e-13));
        }
    }

    /** Ten years ahead for somebody known for ten days. */
    @Test
    void keepsFourDigitsEvenAHundredTimesAhead() {
        assertThat(published.expectedPurchases(new History(3, 1, 1.5), 520))
                .isCloseTo(25.9707123717603, withinPercentage(0.01));
    }

    @Test
    void findsTheParametersThatCustomersWereDrawnFrom() {
        var truth = new PurchaseModel(0.8, 9, 0.9, 3);
        var customers = new Customers(truth, 1);
        var histories = new HashMap<History, Long>();
        for (int i = 0; i < 30_000; i++) {
            histories.merge(customers.next(customers.age(20, 104), 0).until(), 1L, Long::sum);
        }

        var found = PurchaseModel.fit(histories).model().orElseThrow();

        assertThat(found.r()).isCloseTo(truth.r(), withinPercentage(5));
        assertThat(found.alpha()).isCloseTo(truth.alpha(), withinPercentage(5));
        assertThat(found.a()).isCloseTo(truth.a(), withinPercentage(10));
        assertThat(found.b()).isCloseTo(truth.b(), withinPercentage(10));
    }

    @Test
    void expectsWhatCustomersBuyInTheYearAfter() {
        var truth = new PurchaseModel(0.8, 9, 0.9, 3);
        var customers = new Customers(truth, 2);
        Map<Integer, double[]> sums = new TreeMap<>();
        for (int i = 0; i < 60_000; i++) {
            var seen = customers.next(customers.age(20, 104), 52);
            double[] sum = sums.computeIfAbsent(Math.min(seen.until().repeats(), 6), repeats -> new double[2]);
            sum[0] += truth.expectedPurchases(seen.until(), 52);
            sum[1] += seen.after();
        }

        assertThat(sums).hasSize(7).allSatisfy((repeats, sum) -> assertThat(sum[0])
                .isCloseTo(sum[1], withinPercentage(6)));
    }

    @Test
    void isTheSameInWhateverOrderTheCustomersCome() {
        var sorted = new LinkedHashMap<History, Long>();
        Cdnow.histories().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingDouble(History::recency)))
                .forEach(group -> sorted.put(group.getKey(), group.getValue()));

        var one = (Fitted<PurchaseModel>) PurchaseModel.fit(sorted);
        var other = (Fitted<PurchaseModel>) PurchaseModel.fit(Cdnow.histories());

        assertThat(one.logLikelihood()).isEqualTo(other.logLikelihood());
        assertThat(one.found().alpha()).isEqualTo(other.found().alpha());
    }

    @Test
    void wholeWeeksAreEnough() {
        var weeks = new HashMap<History, Long>();
        Cdnow.histories()
                .forEach((customer, count) -> weeks.merge(
                        History.ofWholeWeeks(customer.repeats(), (int) customer.recency(), (int) customer.age()),
                        count,
                        Long::sum));

        var rough = PurchaseModel.fit(weeks).model().orElseThrow();

        var customer = new History(2, 30.43, 38.86);
        assertThat(rough.expectedPurchases(customer, 39))
                .isCloseTo(published.expectedPurchases(customer, 39), withinPercentage(3));
    }

    @Test
    void saysThatFewCustomersAreNotEnough() {
        var few = PurchaseModel.fit(Map.of(new History(1, 3, 10), 49L));
        var once = PurchaseModel.fit(Map.of(new History(0, 0, 10), 1_000L, new History(1, 3, 10), 19L));

        assertThat(few)
                .isEqualTo(new Unfitted<>(
                        Reason.NOT_ENOUGH_HISTORY,
                        "49 customers, of whom 49 came back; it takes 50, of whom 20 came back"));
        assertThat(((Unfitted<PurchaseModel>) once).reason()).isEqualTo(Reason.NOT_ENOUGH_HISTORY);
        assertThat(PurchaseModel.fit(Map.of()).model()).isEmpty();
    }

    /** Everybody buys every two weeks and nobody leaves: nothing in them differs, so no parameter has an end. */
    @Test
    void expectsSoundThingsOfCustomersWhoAreAllAlike() {
        var alike = new HashMap<History, Long>();
        for (int repeats = 10; repeats <= 50; repeats++) {
            alike.put(new History(repeats, 2.0 * repeats, 2.0 * repeats + 1), 5L);
        }

        var fit = (Fitted<PurchaseModel>) PurchaseModel.fit(alike);

        assertThat(fit.atLimit()).isTrue();
        var customer = new History(20, 40, 41);
        assertThat(fit.found().probabilityAlive(customer)).isGreaterThan(0.95);
        assertThat(fit.found().expectedPurchases(customer, 20)).isCloseTo(10, within(0.5));
    }

    @Test
    void staysFiniteForWhoBuysEveryDayForYears() {
        var fit = (Fitted<PurchaseModel>) PurchaseModel.fit(Map.of(
                new History(3_650, 521, 521.4), 30L, new History(1, 0.14, 521.4), 30L, new History(0, 0, 1), 30L));

        assertThat(fit.logLikelihood()).isFinite();
        assertThat(fit.found().expectedPurchases(new History(3_650, 521, 521.4), 52))
                .isBetween(300.0, 400.0);
        assertThat(published.probabilityAlive(new History(3_650, 1, 521))).isBetween(0.0, 1e-200);
    }

    @Test
    void readsAHistoryOffARhythm() {
        var rhythm = new Rhythm(4, LocalDate.parse("2026-01-05"), LocalDate.parse("2026-03-02"));

        assertThat(History.of(rhythm, LocalDate.parse("2026-03-16"))).isEqualTo(new History(3, 8, 10));
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new History(1, 11, 10))
                .withMessage("recency is 11.0 weeks; it may be 10.0 at most, the age");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new History(0, 1, 10))
                .withMessage("recency is 1.0 weeks; it is 0 without repeats");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurchaseModel(0.2, Double.NaN, 1, 1))
                .withMessage("alpha is NaN; it has to be a number above 0");
    }
}
