package io.relance.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReentryTests {

    private static final Instant ENTERED = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        ", 2026-03-01T10:00:01Z, ",
        "after-exit, 2026-03-01T10:00:01Z, ",
        "once, 2030-01-01T00:00:00Z, reentry_once",
        "P30D, 2026-03-31T09:59:59Z, reentry_period",
        "P30D, 2026-03-31T10:00:00Z, ",
        "PT2H, 2026-03-01T11:59:59Z, reentry_period",
    })
    void saysWhyAContactMayNotEnterAgain(String rule, Instant now, String reason) {
        assertThat(Reentry.of(rule).refusal(ENTERED, now).orElse(null)).isEqualTo(reason);
    }

    @Test
    void namesWhatIsAccepted() {
        assertThatThrownBy(() -> Reentry.of("sometimes"))
                .hasMessageContaining("'sometimes'")
                .hasMessageContaining("after-exit, once, an ISO period such as P30D");
    }
}
