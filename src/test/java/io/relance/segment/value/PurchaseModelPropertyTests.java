package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.relance.segment.value.PurchaseModel.History;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class PurchaseModelPropertyTests {

    @Property
    void aliveIsAProbabilityThatFallsWithTheSilence(
            @ForAll("models") PurchaseModel model,
            @ForAll("cameBack") History customer,
            @ForAll @DoubleRange(min = 0.1, max = 200) double silence) {
        var later = new History(customer.repeats(), customer.recency(), customer.age() + silence);

        assertThat(model.probabilityAlive(customer)).isBetween(0.0, 1.0);
        assertThat(model.probabilityAlive(later)).isLessThanOrEqualTo(model.probabilityAlive(customer));
    }

    /** Not for the busiest, of whom a week of silence says it all: there, floating point ends at 0. */
    @Property
    void aliveIsStrictlyBetweenNoAndYesForOrdinaryCustomers(
            @ForAll @DoubleRange(min = 0, max = 50) double recency,
            @ForAll @DoubleRange(min = 0.1, max = 50) double more) {
        var model = new PurchaseModel(0.243, 4.414, 0.793, 2.426);
        var customer = new History(3, recency, recency + more);
        var later = new History(3, recency, recency + more + 0.1);

        assertThat(model.probabilityAlive(customer)).isStrictlyBetween(0.0, 1.0);
        assertThat(model.probabilityAlive(later)).isLessThan(model.probabilityAlive(customer));
    }

    @Property
    void expectsMoreOfALongerTimeAndNeverMoreThanThePaceAllows(
            @ForAll("models") PurchaseModel model,
            @ForAll("cameBack") History customer,
            @ForAll @DoubleRange(min = 0.1, max = 200) double weeks,
            @ForAll @DoubleRange(min = 0.1, max = 200) double more) {
        double shorter = model.expectedPurchases(customer, weeks);
        double longer = model.expectedPurchases(customer, weeks + more);
        double pace = (model.r() + customer.repeats()) / (model.alpha() + customer.age());

        assertThat(shorter).isNotNegative();
        assertThat(longer).isGreaterThanOrEqualTo(shorter);
        assertThat(longer).isLessThanOrEqualTo(pace * (weeks + more) * (1 + 1e-9));
        assertThat(model.expectedPurchases(customer, 0)).isZero();
    }

    @Property
    void averagesOverABetaAreExactForItsMoments(
            @ForAll @DoubleRange(min = 0.01, max = 300) double a,
            @ForAll @DoubleRange(min = 0.01, max = 300) double b) {
        var beta = new BetaQuadrature(a, b, 12);
        double mean = a / (a + b);

        assertThat(beta.mean(share -> 1)).isCloseTo(1, within(1e-12));
        assertThat(beta.mean(share -> share)).isCloseTo(mean, within(1e-12));
        assertThat(beta.mean(share -> share * share)).isCloseTo(mean * (a + 1) / (a + b + 1), within(1e-12));
    }

    @Provide
    Arbitrary<PurchaseModel> models() {
        var r = Arbitraries.doubles().between(0.05, 10);
        var alpha = Arbitraries.doubles().between(0.5, 100);
        var a = Arbitraries.doubles().between(0.05, 10);
        var b = Arbitraries.doubles().between(0.05, 20);
        return Combinators.combine(r, alpha, a, b).as(PurchaseModel::new);
    }

    @Provide
    Arbitrary<History> cameBack() {
        var repeats = Arbitraries.integers().between(1, 60);
        var recency = Arbitraries.doubles().between(0.14, 150);
        var silence = Arbitraries.doubles().between(0, 150);
        return Combinators.combine(repeats, recency, silence)
                .as((count, last, since) -> new History(count, last, last + since));
    }
}
