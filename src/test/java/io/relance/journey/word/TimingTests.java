package io.relance.journey.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTests {

    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");
    private static final Map<String, Object> KNOWN = Map.of(
            "cart.changedAt", Instant.parse("2026-03-28T11:00:00Z"),
            "product.usedUpAt", "2026-04-20T08:00:00Z",
            "contact.appointment", "some day, perhaps",
            "contact.wedding", "2026-04-10");

    private final Timing timing = new Timing(NOW, ZoneId.of("Europe/Paris"), KNOWN::get);

    @ParameterizedTest
    @CsvSource({
        "cart.changedAt, PT24H, , 2026-03-29T11:00:00Z",
        "cart.changedAt, PT1H, , 2026-03-28T12:00:00Z",
        "cart.changedAt, PT24H, PT30H, 2026-03-29T18:00:00Z",
        "now, PT48H, , 2026-03-30T12:00:00Z",
        "order.completedAt, PT2H, , 2026-03-28T14:00:00Z",
        "contact.appointment, PT2H, , 2026-03-28T14:00:00Z",
        "contact.wedding, PT2H, , 2026-04-10T00:00:00Z",
        // A day of the calendar is an hour short when the clocks go forward.
        "cart.changedAt, P1D, , 2026-03-29T10:00:00Z",
    })
    void countsFromAnAnchorAndNeverBackwards(String anchor, String period, String atLeast, String due) {
        assertThat(ask("after", anchor, period, atLeast)).isEqualTo(due);
    }

    @Test
    void countsBackFromAnAnchor() {
        assertThat(ask("before", "product.usedUpAt", "P7D")).isEqualTo("2026-04-13T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"15:00, 2026-03-28T14:00:00Z", "10:00, 2026-03-29T08:00:00Z", "13:00, 2026-03-28T12:00:00Z"})
    void findsTheNextTimeItIsThatHourForTheContact(String hour, String due) {
        assertThat(ask("at", hour)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-02, 09:00, 2026-04-02T07:00:00Z",
        "2026-04-02T00:00:00Z, 09:00, 2026-04-02T07:00:00Z",
        "2026-03-01, 09:00, 2026-03-29T07:00:00Z",
        ", 10:00, 2026-03-29T08:00:00Z",
        "soon, 10:00, 2026-03-29T08:00:00Z",
        "next week please, 10:00, 2026-03-29T08:00:00Z",
    })
    void findsADayAtAnHourAndTomorrowWhenThatIsOver(String day, String hour, String due) {
        assertThat(ask("on", day, hour)).isEqualTo(due);
    }

    @Test
    void saysWhatItAccepts() {
        assertThatThrownBy(() -> ask("never")).hasMessageContaining("accepted: after, before, at, on");
    }

    private String ask(String question, Object... arguments) {
        return ((Date) timing.ask(question, Arrays.asList(arguments)))
                .toInstant()
                .toString();
    }
}
