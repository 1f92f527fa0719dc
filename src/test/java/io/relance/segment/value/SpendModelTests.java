package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.relance.segment.value.Fit.Fitted;
import io.relance.segment.value.Fit.Reason;
import io.relance.segment.value.Fit.Unfitted;
import io.relance.segment.value.SpendModel.Spending;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class SpendModelTests {

    /** As the note of Fader and Hardie prints them. */
    private static final SpendModel published = new SpendModel(6.25, 3.74, 15.44);

    @Test
    void findsThePublishedEstimatesForThePublishedDataSet() {
        var fit = (Fitted<SpendModel>) SpendModel.fit(Cdnow.spendings());

        assertThat(fit.customers()).isEqualTo(946);
        assertThat(fit.found().p()).isCloseTo(6.25, within(0.005));
        assertThat(fit.found().q()).isCloseTo(3.74, within(0.005));
        // Printed as 15.44; another optimiser finds 15.448 in these data, too: the spending in them is rounded to
        // cents.
        assertThat(fit.found().gamma()).isCloseTo(15.44, within(0.01));
        assertThat(fit.atLimit()).isFalse();
    }

    /** The average of all in the note: 35.2 dollars; a customer's own lies between it and what they spent. */
    @Test
    void movesACustomersAverageTowardsThatOfAll() {
        assertThat(published.averageOfAll()).isCloseTo(35.22, within(0.01));
        assertThat(published.expectedAverage(new Spending(0, 0))).isEqualTo(published.averageOfAll());
        double afterOne = published.expectedAverage(new Spending(1, 100));
        double afterTen = published.expectedAverage(new Spending(10, 100));
        // (p x z + p gamma) / (p x + q - 1), by hand: 721.5 / 8.99 and 6346.5 / 65.24
        assertThat(afterOne).isCloseTo(80.256, within(0.001));
        assertThat(afterTen).isCloseTo(97.279, within(0.001));
    }

    @Test
    void findsTheParametersThatSpendingWasDrawnFrom() {
        var chance = new RandomDataGenerator(3);
        var spendings = new HashMap<Spending, Long>();
        for (int i = 0; i < 20_000; i++) {
            double scale = chance.nextGamma(4, 1.0 / 60);
            int occasions = 1 + i % 6;
            double total = 0;
            for (int order = 0; order < occasions; order++) {
                total += chance.nextGamma(2.5, 1 / scale);
            }
            spendings.merge(new Spending(occasions, total / occasions), 1L, Long::sum);
        }

        var found = SpendModel.fit(spendings).model().orElseThrow();

        assertThat(found.p()).isCloseTo(2.5, withinPercentage(5));
        assertThat(found.q()).isCloseTo(4, withinPercentage(5));
        assertThat(found.gamma()).isCloseTo(60, withinPercentage(8));
    }

    @Test
    void leavesOutWhoSpentNothing() {
        var spendings = new HashMap<>(Cdnow.spendings());
        spendings.put(new Spending(0, 0), 1_000L);
        spendings.put(new Spending(2, 0), 10L);

        assertThat(SpendModel.fit(spendings)).isEqualTo(SpendModel.fit(Cdnow.spendings()));
    }

    @Test
    void saysThatFewCustomersAreNotEnough() {
        assertThat(SpendModel.fit(Map.of(new Spending(1, 20), 19L, new Spending(0, 0), 500L)))
                .isEqualTo(new Unfitted<>(Reason.NOT_ENOUGH_HISTORY, "19 customers with spending; it takes 20"));
    }

    /** Each step to four times the spending leaves a good part of the customers: there is no average to expect. */
    @Test
    void saysThatThereIsNoAverage() {
        var wild = new HashMap<Spending, Long>();
        for (int power = 0; power < 20; power++) {
            wild.put(new Spending(1, Math.pow(4, power)), 1L << (20 - power) / 2);
        }

        assertThat(((Unfitted<SpendModel>) SpendModel.fit(wild)).reason()).isEqualTo(Reason.NO_AVERAGE);
    }

    @Test
    void expectsTheCommonAmountWhereAllSpendTheSame() {
        var fit = SpendModel.fit(Map.of(new Spending(2, 50), 100L, new Spending(1, 50), 100L));

        var model = fit.model().orElseThrow();
        assertThat(((Fitted<SpendModel>) fit).atLimit()).isTrue();
        assertThat(model.averageOfAll()).isCloseTo(50, within(0.5));
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendModel(1, 1, 1))
                .withMessage("q is 1.0; it has to be a number above 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spending(1, -3))
                .withMessage("average is -3.0; it has to be a number of 0 or more");
    }
}
