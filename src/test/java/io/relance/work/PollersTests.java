package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relance.SettableClock;
import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import io.relance.shared.NodeRoles.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PollersTests {

    private static final Instant NOW = Instant.parse("2026-03-02T13:00:00Z");

    private record Work(Role role, boolean bringsFacts, Optional<Instant> nextDue, Consumer<Instant> run)
            implements DueWork {
        @Override
        public String name() {
            return (bringsFacts ? "facts of " : "work of ") + role;
        }

        @Override
        public void runDue(Instant now) {
            run.accept(now);
        }

        @Override
        public Optional<Duration> every() {
            return bringsFacts ? Optional.empty() : Optional.of(Duration.ofMillis(5));
        }
    }

    private final SettableClock clock = new SettableClock(NOW);

    private Pollers pollers(DueWork... works) {
        List<DueWork> all = List.of(works);
        return new Pollers(all, new NodeRoles(Set.of("all")), clock, new WorkMeters(all, new SimpleMeterRegistry()));
    }

    @Test
    void nothingLeavesThatCameDueAfterAnEventThatStillWaits() {
        Instant waiting = NOW.minus(Duration.ofHours(4));
        Queue<Instant> timers = new ConcurrentLinkedQueue<>();
        Queue<Instant> sending = new ConcurrentLinkedQueue<>();
        Pollers pollers = pollers(
                new Work(Role.JOURNEYS, true, Optional.of(waiting), now -> {}),
                new Work(Role.JOURNEYS, false, Optional.empty(), timers::add),
                new Work(Role.SENDING, false, Optional.empty(), sending::add));
        pollers.start();
        await().until(() -> !timers.isEmpty() && !sending.isEmpty());
        pollers.stop();
        assertThat(sending).containsOnly(waiting);
        assertThat(timers).as("timers are not starved").containsOnly(NOW);
    }

    @Test
    void anEventThatIsStuckHoldsMessagesUpForAQuarterOfAnHour() {
        Instant waiting = NOW.minus(Duration.ofHours(4));
        Queue<Instant> sending = new ConcurrentLinkedQueue<>();
        Pollers pollers = pollers(
                new Work(Role.JOURNEYS, true, Optional.of(waiting), now -> {}),
                new Work(Role.SENDING, false, Optional.empty(), sending::add));
        pollers.start();
        await().until(() -> !sending.isEmpty());
        assertThat(sending).as("after an outage it may be recorded any moment").containsOnly(waiting);
        clock.advance(Duration.ofMinutes(16));
        await().until(() -> sending.contains(NOW.plus(Duration.ofMinutes(1))));
        pollers.stop();
    }

    @Test
    void anEmptyInboxHoldsNothingUp() {
        Queue<Instant> sending = new ConcurrentLinkedQueue<>();
        Pollers pollers = pollers(
                new Work(Role.JOURNEYS, true, Optional.empty(), now -> {}),
                new Work(Role.SENDING, false, Optional.empty(), sending::add));
        pollers.start();
        await().until(() -> !sending.isEmpty());
        pollers.stop();
        assertThat(sending).containsOnly(NOW);
    }

    @Test
    void whoeverHasALongQueueBeforeItIsToldToLeaveTheRest() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Pollers pollers = pollers(new Work(Role.SENDING, false, Optional.empty(), now -> {
            begun.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            left.countDown();
        }));
        pollers.start();
        begun.await();
        pollers.stop();
        assertThat(left.getCount()).isZero();
    }
}
