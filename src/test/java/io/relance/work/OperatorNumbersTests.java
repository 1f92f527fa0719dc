package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relance.shared.Backlog;
import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OperatorNumbersTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Backlog.Gauge WELL = gauge("well");
    private static final Backlog.Gauge ILL = gauge("ill");

    @Test
    void whatCannotBeReadIsUnknownAndHidesNothingElse() {
        var readings = new Readings(
                List.of(
                        backlog(ILL, () -> {
                            throw new IllegalStateException("no database");
                        }),
                        backlog(WELL, () -> 7.0)),
                CLOCK);

        assertThat(readings.of(ILL)).isNaN();
        assertThat(readings.of(WELL)).isEqualTo(7);
    }

    @Test
    void aDatabaseThatDoesNotAnswerKeepsNobodyWaiting() throws InterruptedException {
        var answer = new CountDownLatch(1);
        var readings = new Readings(List.of(backlog(ILL, () -> heldUpBy(answer))), CLOCK);

        assertThat(readings.of(ILL)).isNaN();
        assertThat(readings.of(ILL)).isNaN();

        answer.countDown();
        await().untilAsserted(() -> assertThat(readings.of(ILL)).isEqualTo(7));
    }

    @Test
    void whatWasReadAMomentAgoIsNotReadAgain() {
        var reads = new AtomicInteger();
        var readings = new Readings(List.of(backlog(WELL, () -> (double) reads.incrementAndGet())), CLOCK);

        assertThat(readings.of(WELL)).isEqualTo(1);
        assertThat(readings.of(WELL)).isEqualTo(1);
        readings.forget();
        assertThat(readings.of(WELL)).isEqualTo(2);
    }

    @Test
    void aWorkIsAsLateAsTheEarliestOfItIsOverdue() {
        assertThat(lag(NOW.minusSeconds(90))).isEqualTo(90);
        assertThat(lag(NOW.plusSeconds(90))).isZero();
        assertThat(lag(null)).isZero();
    }

    @Test
    void aWorkThatNeverRanIsLateSinceTheNodeIsThere() {
        assertThat(lag(Instant.EPOCH)).isZero();
    }

    @Test
    void aCallThatFailsIsCountedAndTriedAgain() {
        var registry = new SimpleMeterRegistry();
        var work = new Work(NOW, () -> {
            throw new IllegalStateException("broken");
        });
        var pollers = new Pollers(
                List.of(work), new NodeRoles(Set.of("all")), CLOCK, new WorkMeters(List.of(work), registry));

        pollers.start();
        try {
            await().untilAsserted(() -> assertThat(
                            registry.get("relance.work.failed").counter().count())
                    .isGreaterThan(1));
        } finally {
            pollers.stop();
        }
        assertThat(registry.get("relance.work.run").timer().count()).isGreaterThan(1);
    }

    private static double lag(Instant due) {
        var lag = new WorkLag(List.of(new Work(due, () -> {})), CLOCK);
        return lag.read(NOW).get(lag.gauges().get(0));
    }

    private static double heldUpBy(CountDownLatch answer) {
        try {
            answer.await();
            return 7;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Backlog.Gauge gauge(String name) {
        return new Backlog.Gauge(name, "events", Map.of(), "For the test.");
    }

    private static Backlog backlog(Backlog.Gauge gauge, Supplier<Double> reading) {
        return new Backlog() {
            @Override
            public List<Gauge> gauges() {
                return List.of(gauge);
            }

            @Override
            public Map<Gauge, Double> read(Instant now) {
                return Map.of(gauge, reading.get());
            }
        };
    }

    private record Work(Instant due, Runnable call) implements DueWork {

        @Override
        public String name() {
            return "work";
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.ofNullable(due);
        }

        @Override
        public void runDue(Instant now) {
            call.run();
        }

        @Override
        public Optional<Duration> every() {
            return Optional.of(Duration.ofMillis(1));
        }
    }
}
