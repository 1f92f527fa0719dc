package io.relance.ingest;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How much each source may still send. In real time, not the product's clock: it is this machine that is protected. */
@Component
class IntakeRates {

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final IntakeSettings.Intake settings;

    IntakeRates(IntakeSettings settings) {
        this.settings = settings.intake();
    }

    /** Takes room for that many events; when there is none, how long to wait until there is. */
    Optional<Duration> take(String source, int events) {
        long asked = Math.max(1, Math.min(events, settings.burst()));
        var probe = buckets.computeIfAbsent(source, any -> newBucket()).tryConsumeAndReturnRemaining(asked);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(settings.burst()).refillGreedy(settings.rate(), Duration.ofSeconds(1)))
                .build();
    }
}
