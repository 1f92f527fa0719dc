package io.relance.message.history;

import io.relance.message.sql.Moments;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The months of the message history; made before anything is written into them. */
@Component
class MessageMonths {

    private static final Logger log = LoggerFactory.getLogger(MessageMonths.class);

    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    MessageMonths(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes this month and the next, outside of any transaction that could stand in the way. */
    void prepare(Instant now) {
        ensure(now);
        ensure(now.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
    }

    /** Makes the month of that moment, unless it is known or so far away that the default partition is its place. */
    void ensure(Instant moment) {
        YearMonth month = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
        if (!known.contains(month) && near(moment)) {
            if (make(month, moment)) {
                known.add(month);
            }
        }
    }

    private boolean near(Instant moment) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return moment.isAfter(now.minus(Period.ofMonths(24)).toInstant())
                && moment.isBefore(now.plusMonths(2).toInstant());
    }

    /**
     * Gives up soon, and for good: the caller's own transaction may hold the lock this waits for. False where there was
     * no connection to ask by.
     */
    private boolean make(YearMonth month, Instant moment) {
        try {
            apart.executeWithoutResult(status -> {
                jdbc.execute("set local lock_timeout = '2s'");
                jdbc.query("select message.ensure_month(?)", row -> {}, Moments.sql(moment));
            });
            return true;
        } catch (DataAccessResourceFailureException | TransactionException e) {
            log.debug("whether there is a partition for {} could not be asked", month, e);
            return false;
        } catch (DataAccessException e) {
            log.warn("messages of {} go to the default partition, as their own could not be made", month, e);
            return true;
        }
    }
}
