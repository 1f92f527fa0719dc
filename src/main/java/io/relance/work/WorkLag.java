package io.relance.work;

import io.relance.shared.Backlog;
import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How late each room's due work is, whether or not this node is one of those that do it. */
@Component
class WorkLag implements Backlog {

    private final Map<Gauge, DueWork> works = new HashMap<>();
    private final Instant startedAt;

    WorkLag(List<DueWork> works, Clock clock) {
        this.startedAt = clock.instant();
        works.forEach(work -> this.works.put(
                new Gauge(
                        "relance.work.lag",
                        "seconds",
                        Map.of("work", work.name()),
                        "How long ago the earliest of the work that waits was due; 0 when nothing is due."),
                work));
    }

    @Override
    public List<Gauge> gauges() {
        return List.copyOf(works.keySet());
    }

    @Override
    public Map<Gauge, Double> read(Instant now) {
        Map<Gauge, Double> lags = new HashMap<>();
        works.forEach((gauge, work) -> lags.put(gauge, lag(work, now)));
        return lags;
    }

    private double lag(DueWork work, Instant now) {
        // What never ran was due at the beginning of time; to an operator it is late since the node is there.
        return work.nextDue()
                .map(due -> due.equals(Instant.EPOCH) ? startedAt : due)
                .filter(due -> due.isBefore(now))
                .map(due -> Duration.between(due, now).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
