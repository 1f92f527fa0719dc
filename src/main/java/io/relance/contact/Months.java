package io.relance.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The monthly partitions of the timeline and of the decisions, made before they are needed: at start, when a month begins
 * ({@link MonthsAhead}), and where that was missed whenever something is written. Making one needs the table to itself for a moment; when the
 * table is busy (in the caller's own transaction, say) or no second connection is to be had the rows go to the default partition instead of waiting.
 */
@Component("contactMonths")
class Months implements SmartInitializingSingleton {

    static final String ACTIVITY = "activity";
    static final String DECISION = "decision";
    private static final Logger log = LoggerFactory.getLogger(Months.class);
    private static final int BACK = 24;
    private static final int AHEAD = 2;
    private static final Duration RETRY = Duration.ofHours(1);

    private final Map<String, Instant> settled = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    Months(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void afterSingletonsInstantiated() {
        ensureAhead();
    }

    /** Makes the months that are near, this one and {@value #AHEAD} more, while nobody writes in this transaction. */
    void ensureAhead() {
        Instant last =
                clock.instant().atOffset(ZoneOffset.UTC).plusMonths(AHEAD).toInstant();
        ensure(ACTIVITY, List.of(last));
        ensure(DECISION, List.of(last));
    }

    /** Makes the months of these moments where they are missing and near enough to the clock. */
    void ensure(String table, Collection<Instant> moments) {
        Instant moment = clock.instant();
        YearMonth now = monthOf(moment);
        var months = new TreeSet<YearMonth>();
        months.add(now);
        months.add(now.plusMonths(1));
        moments.forEach(at -> months.add(monthOf(at)));
        months.subSet(now.minusMonths(BACK), true, now.plusMonths(AHEAD), true)
                .forEach(month -> settled.compute(
                        table + month,
                        (key, until) -> until != null && until.isAfter(moment) ? until : make(table, month)));
    }

    /** Until when the month needs no further thought. */
    private Instant make(String table, YearMonth month) {
        var start = month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        try {
            apart.executeWithoutResult(status -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                jdbc.sql("select shared.ensure_month('contact', ?, ?)")
                        .params(table, start)
                        .query()
                        .listOfRows();
            });
            return Instant.MAX;
        } catch (DataAccessException | TransactionException e) {
            log.warn("contact.{} of {} goes to the default partition: {}", table, month, e.getMessage());
            return clock.instant().plus(RETRY);
        }
    }

    private static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
