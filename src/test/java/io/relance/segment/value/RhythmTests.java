package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relance.segment.value.Rhythm.Bought;
import io.relance.segment.value.Rhythm.NextOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RhythmTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void isTheMeanOfTheGapsBetweenDays() {
        var rhythm = Rhythm.of(moments("2026-03-31T10:00:00Z", "2026-01-01T10:00:00Z", "2026-01-31T10:00:00Z"), PARIS)
                .orElseThrow();

        assertThat(rhythm).isEqualTo(new Rhythm(3, day("2026-01-01"), day("2026-03-31")));
        assertThat(rhythm.gap()).hasValue((30 + 59) / 2.0);
    }

    @Test
    void ordersOfOneDayWhereTheCustomerLivesAreOneOccasion() {
        // The first two are the 2nd in Paris, though one is still the 1st in UTC; the third is a day later.
        var orders = moments("2026-03-01T23:30:00Z", "2026-03-02T22:00:00Z", "2026-03-02T23:00:00Z");

        assertThat(Rhythm.of(orders, PARIS)).hasValue(new Rhythm(2, day("2026-03-02"), day("2026-03-03")));
    }

    @Test
    void expectsTheNextOrderAGapAfterTheLast() {
        var rhythm = new Rhythm(4, day("2026-01-01"), day("2026-02-03"));

        assertThat(rhythm.next(NONE)).hasValue(new NextOrder(day("2026-02-14"), 11, true));
        assertThat(rhythm.next(OptionalDouble.of(90))).hasValue(new NextOrder(day("2026-02-14"), 11, true));
    }

    @Test
    void takesTheUsualGapBeforeTheThirdOccasion() {
        var twice = new Rhythm(2, day("2026-01-01"), day("2026-01-05"));

        assertThat(twice.gap()).isEmpty();
        assertThat(twice.next(OptionalDouble.of(30.4))).hasValue(new NextOrder(day("2026-02-04"), 30.4, false));
        assertThat(twice.next(NONE)).isEmpty();
    }

    @Test
    void isKeptPerCategory() {
        var bought = List.of(
                new Bought("Coffee", Instant.parse("2026-01-01T10:00:00Z")),
                new Bought("Coffee", Instant.parse("2026-01-11T10:00:00Z")),
                new Bought("Cups", Instant.parse("2026-01-11T10:00:00Z")),
                new Bought("Coffee", Instant.parse("2026-01-31T10:00:00Z")));

        var rhythms = Rhythm.byCategory(bought, PARIS);

        assertThat(rhythms).containsOnlyKeys("Coffee", "Cups");
        assertThat(rhythms.get("Coffee").gap()).hasValue(15);
        assertThat(rhythms.get("Cups")).isEqualTo(new Rhythm(1, day("2026-01-11"), day("2026-01-11")));
    }

    @Test
    void theUsualGapIsTheMedian() {
        assertThat(Rhythm.usual(DoubleStream.of(400, 10, 20))).hasValue(20);
        assertThat(Rhythm.usual(DoubleStream.of(400, 10, 30, 20))).hasValue(25);
        assertThat(Rhythm.usual(DoubleStream.of(7))).hasValue(7);
        assertThat(Rhythm.usual(DoubleStream.empty())).isEmpty();
    }

    @Test
    void nobodyHasARhythmWithoutAnOrder() {
        assertThat(Rhythm.of(List.of(), PARIS)).isEmpty();
        assertThat(Rhythm.byCategory(List.of(), PARIS)).isEmpty();
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rhythm(3, day("2026-01-01"), day("2026-01-02")))
                .withMessage("3 occasions from 2026-01-01 to 2026-01-02; an occasion is a day, "
                        + "the first and the last among them");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rhythm(1, day("2026-01-01"), day("2026-01-02")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rhythm(1, day("2026-01-01"), day("2026-01-01")).next(OptionalDouble.of(0)))
                .withMessage("the usual gap is 0.0; it has to be a number above 0");
    }

    private static List<Instant> moments(String... moments) {
        return Stream.of(moments).map(Instant::parse).toList();
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
