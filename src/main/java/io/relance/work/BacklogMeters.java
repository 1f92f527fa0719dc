package io.relance.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relance.shared.Backlog;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Shows operators what waits in every room, and the clock this node goes by. */
@Component
class BacklogMeters implements MeterBinder {

    private final List<Backlog> backlogs;
    private final Readings readings;
    private final Clock clock;

    BacklogMeters(List<Backlog> backlogs, Readings readings, Clock clock) {
        this.backlogs = backlogs;
        this.readings = readings;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        backlogs.stream().flatMap(backlog -> backlog.gauges().stream()).forEach(gauge -> bind(gauge, registry));
        TimeGauge.builder("relance.clock.now", clock, TimeUnit.MILLISECONDS, Clock::millis)
                .description("The moment it is for this node; far from the scraper's own, the node's clock is wrong.")
                .register(registry);
    }

    private void bind(Backlog.Gauge gauge, MeterRegistry registry) {
        Gauge.Builder<?> builder = Gauge.builder(gauge.name(), () -> readings.of(gauge))
                .baseUnit(gauge.unit())
                .description(gauge.meaning());
        gauge.labels().forEach(builder::tag);
        builder.register(registry);
    }
}
