package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Round DOWN = new Round(100, false, true, null);
    private static final Round WELL = new Round(1, true, false, null);

    private final Breaker breaker = new Breaker(100);

    @Test
    void whileNothingIsWrongWholeBatchesGo() {
        assertThat(breaker.limit(NOON)).isEqualTo(100);
        assertThat(breaker.well()).isTrue();
        breaker.told(WELL, NOON);
        assertThat(breaker.limit(NOON)).isEqualTo(100);
    }

    @Test
    void whileTheProviderIsDownOneMessageAsksNowAndThenLessAndLessOften() {
        Instant now = NOON;
        Duration last = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            breaker.told(DOWN, now);
            assertThat(breaker.limit(now)).isZero();
            Duration pause = Duration.between(now, breaker.until());
            assertThat(pause)
                    .isGreaterThan(last.multipliedBy(8).dividedBy(10))
                    .isBetween(Duration.ofSeconds(5), Duration.ofMinutes(6));
            last = pause;
            now = breaker.until();
            assertThat(breaker.limit(now)).isEqualTo(1);
        }
    }

    @Test
    void severalBatchesThatFailTogetherAreOneFailure() {
        breaker.told(DOWN, NOON);
        Instant until = breaker.until();
        breaker.told(DOWN, NOON.plusSeconds(1));
        assertThat(breaker.until()).isEqualTo(until);
    }

    @Test
    void aProviderThatSaysHowLongIsLeftAloneSoLong() {
        breaker.told(new Round(100, true, true, Duration.ofMinutes(20)), NOON);
        assertThat(breaker.until()).isEqualTo(NOON.plus(Duration.ofMinutes(20)));
    }

    @Test
    void whatWaitedIsReleasedLittleByLittle() {
        breaker.told(DOWN, NOON);
        Instant back = breaker.until();
        int[] limits = new int[5];
        for (int i = 0; i < 5; i++) {
            limits[i] = breaker.limit(back);
            breaker.told(WELL, back);
        }
        assertThat(limits).containsExactly(1, 4, 16, 64, 100);
        assertThat(breaker.well()).isTrue();
    }
}
