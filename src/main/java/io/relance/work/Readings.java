package io.relance.work;

import io.relance.shared.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The numbers of all backlogs, read together when somebody asks, at most every five seconds and on a thread of its own:
 * a database that does not answer costs whoever asks one second, and the numbers are unknown until it does.
 */
@Component
class Readings implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Readings.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Backlog> backlogs;
    private final Clock clock;
    private final SharedAnswer<Map<Backlog.Gauge, Double>> numbers;

    Readings(List<Backlog> backlogs, Clock clock) {
        this.backlogs = backlogs;
        this.clock = clock;
        numbers = new SharedAnswer<>("readings", FRESH, PATIENCE, this::read);
    }

    /** The number; not a number where it is unknown. */
    double of(Backlog.Gauge gauge) {
        return numbers.get().orElse(Map.of()).getOrDefault(gauge, Double.NaN);
    }

    /** Whoever asks next gets new numbers. */
    void forget() {
        numbers.forget();
    }

    private Map<Backlog.Gauge, Double> read() {
        Map<Backlog.Gauge, Double> read = new HashMap<>();
        for (Backlog backlog : backlogs) {
            try {
                read.putAll(backlog.read(clock.instant()));
            } catch (RuntimeException e) {
                log.warn("what waits cannot be told now: {}", e.toString());
            }
        }
        return read;
    }

    @Override
    public void destroy() {
        numbers.close();
    }
}
