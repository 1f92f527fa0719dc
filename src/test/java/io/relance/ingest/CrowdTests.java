package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** So many requests are taken in at the same time, and no more. */
class CrowdTests {

    private final Crowd crowd =
            new Crowd(new IntakeSettings("", new IntakeSettings.Intake(Duration.ofHours(48), 1, 1, 1, List.of("*"))));

    @Test
    void letsInOneAfterTheOther() {
        assertThat(crowd.enter(() -> "first")).hasValue("first");
        assertThat(crowd.enter(() -> "second")).hasValue("second");
        assertThatThrownBy(() -> crowd.enter(() -> {
                    throw new IllegalStateException("third");
                }))
                .hasMessage("third");
        assertThat(crowd.enter(() -> "fourth")).hasValue("fourth");
    }

    @Test
    void sendsAwayWhoFindsNoPlace() throws Exception {
        var inside = new AtomicInteger();
        var leave = new CountDownLatch(1);
        var visitors = Executors.newCachedThreadPool();
        var staying = visitors.submit(() -> crowd.enter(() -> stay(inside, leave)));
        await().until(() -> inside.get() == 1);
        assertThat(crowd.enter(() -> "no place")).isEmpty();
        leave.countDown();
        assertThat(staying.get()).isEqualTo(Optional.of("left"));
        assertThat(crowd.enter(() -> "a place again")).isPresent();
        visitors.shutdown();
    }

    private static String stay(AtomicInteger inside, CountDownLatch leave) {
        inside.incrementAndGet();
        try {
            leave.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "left";
    }
}
