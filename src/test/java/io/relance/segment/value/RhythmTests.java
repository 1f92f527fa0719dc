package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relance.segment.value.Rhythm.NextOrder;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RhythmTests {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void isTheMeanOfTheGapsBetweenDays() {
        var rhythm = new Rhythm(3, day("2026-01-01"), day("2026-03-31"));

        assertThat(rhythm.gap()).hasValue((30 + 59) / 2.0);
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
    void theUsualGapIsTheMedian() {
        assertThat(Rhythm.usual(DoubleStream.of(400, 10, 20))).hasValue(20);
        assertThat(Rhythm.usual(DoubleStream.of(400, 10, 30, 20))).hasValue(25);
        assertThat(Rhythm.usual(DoubleStream.of(7))).hasValue(7);
        assertThat(Rhythm.usual(DoubleStream.empty())).isEmpty();
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

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
