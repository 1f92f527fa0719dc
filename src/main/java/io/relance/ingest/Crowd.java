package io.relance.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How many requests are taken in at the same time. Each holds a thread of the server and its events in memory; those
 * that find no place within a moment are told to come back, so that pages and other machines are still answered.
 */
@Component
class Crowd {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore places;
    private final int mostWaiting;

    Crowd(IntakeSettings settings) {
        int concurrent = settings.intake().concurrent();
        this.places = new Semaphore(concurrent);
        this.mostWaiting = 2 * concurrent;
    }

    /** Does the work when there is a place; empty when there is none. */
    <T> Optional<T> enter(Supplier<T> work) {
        if (!hasPlace()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        if (places.tryAcquire()) {
            return true;
        }
        try {
            return places.getQueueLength() < mostWaiting
                    && places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
