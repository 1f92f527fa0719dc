package io.relance.contact;

import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes the partitions of the months to come when a month begins, so that nobody has to make one amid a batch: whoever has
 * read the timeline in their own transaction would wait for themselves.
 */
@Component
class MonthsAhead implements DueWork {

    private final Months months;
    private volatile Instant next;

    MonthsAhead(Months months, Clock clock) {
        this.months = months;
        next = afterThisMonth(clock.instant());
    }

    @Override
    public String name() {
        return "months";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(next);
    }

    @Override
    public void runDue(Instant now) {
        if (!now.isBefore(next)) {
            months.ensureAhead();
            next = afterThisMonth(now);
        }
    }

    @Override
    public NodeRoles.Role role() {
        return NodeRoles.Role.INTAKE;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofMinutes(1));
    }

    private static Instant afterThisMonth(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
