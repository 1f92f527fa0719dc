package io.relance.contact.rights;

import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Works off the erasures: those that could not be done when they were asked for, and the second looks. */
@Component
@Order(50)
class Erasures implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private final OpenRequests open;
    private final Erasing erasing;

    Erasures(OpenRequests open, Erasing erasing) {
        this.open = open;
        this.erasing = erasing;
    }

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public Optional<Instant> nextDue() {
        return open.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        List<Long> due = open.due(now);
        while (!due.isEmpty()) {
            due.forEach(audit -> attempt(audit, now));
            List<Long> before = due;
            due = open.due(now).stream()
                    .filter(audit -> !before.contains(audit))
                    .toList();
        }
    }

    /** Goes through one request; one that fails waits, and is tried for as long as it takes. */
    void attempt(long audit, Instant now) {
        try {
            erasing.run(audit, now);
        } catch (RuntimeException e) {
            log.warn("erasure {} could not be done and will be tried again", audit, e);
            open.putOff(audit, now, PAUSES);
        }
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(5));
    }
}
