package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaximumLikelihoodTests {

    @Test
    void findsTheTopOfANarrowRidge() {
        var search = new MaximumLikelihood(
                at -> -100 * Math.pow(Math.log(at[1]) - Math.pow(Math.log(at[0]), 2), 2)
                        - Math.pow(1 - Math.log(at[0]), 2),
                2_000);

        double[] found = search.from(0.2, 3).orElseThrow().parameters();

        assertThat(Math.log(found[0])).isCloseTo(1, within(0.001));
        assertThat(Math.log(found[1])).isCloseTo(1, within(0.001));
    }

    @Test
    void stopsAtTheLimitOfWhatGrowsForEver() {
        var found = new MaximumLikelihood(at -> Math.log(at[0]) - at[1], 2_000)
                .from(1, 1)
                .orElseThrow();

        assertThat(found.atLimit()).isTrue();
        assertThat(Math.log(found.parameters()[0])).isCloseTo(MaximumLikelihood.HIGHEST, within(0.01));
        assertThat(Math.log(found.parameters()[1])).isCloseTo(MaximumLikelihood.LOWEST, within(0.01));
    }

    @Test
    void isEmptyWhenItDoesNotComeToRest() {
        assertThat(new MaximumLikelihood(at -> -Math.pow(Math.log(at[0]) - 5, 2), 5).from(1))
                .isEmpty();
    }

    @Test
    void isEmptyForALikelihoodThatIsNoNumber() {
        assertThat(new MaximumLikelihood(at -> Double.NaN, 2_000).from(1, 2)).isEmpty();
    }
}
