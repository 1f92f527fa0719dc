package io.relance.work;

import io.relance.shared.DueWork;
import io.relance.shared.Retirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Once a day, retires what every room keeps for a while only; a node more that does the same finds nothing left. */
@Component
@Order(910)
class Retiring implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Retiring.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofHours(1);

    private final List<Retirement> rooms;
    private final OldRows rows;
    private volatile Instant next = Instant.EPOCH;

    Retiring(List<Retirement> rooms, OldRows rows) {
        this.rooms = rooms;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "retirement";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(next);
    }

    @Override
    public void runDue(Instant now) {
        if (!next.isAfter(now)) {
            long failed =
                    ripe(now).stream().filter(table -> !retire(table, now)).count();
            next = now.plus(failed == 0 ? AGAIN : AGAIN_AFTER_FAILURE);
        }
    }

    /** All of them when one that is busy or broken cannot be asked: the others have their turn all the same. */
    private List<Retirement.Table> ripe(Instant now) {
        List<Retirement.Table> tables =
                rooms.stream().flatMap(room -> room.tables().stream()).toList();
        try {
            return rows.ripe(tables, now);
        } catch (DataAccessException e) {
            log.info("whether there are old rows cannot be told of all tables at once: {}", e.getMessage());
            return tables;
        }
    }

    /** A table that is busy or broken must not keep the others from it. */
    private boolean retire(Retirement.Table table, Instant now) {
        try {
            rows.retire(table, now);
            return true;
        } catch (DataAccessException e) {
            log.warn("old rows of {} could not be retired and will be tried again", table.name(), e);
            return false;
        }
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofMinutes(10));
    }
}
