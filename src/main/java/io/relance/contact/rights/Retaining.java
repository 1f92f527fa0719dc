package io.relance.contact.rights;

import io.relance.contact.Rights;
import io.relance.contact.StayInTouch;
import io.relance.contact.rights.RetentionRows.Row;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Once a day: whoever has not acted for so long is asked whether to stay in touch; who acts stays, who does not is
 * erased. Each person is looked at when their time may have come, not each day.
 */
@Component
@Order(920)
class Retaining implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Retaining.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final int TOGETHER = 200;

    private final RetentionRows rows;
    private final LastActs acts;
    private final Subjects subjects;
    private final StayInTouch port;
    private final Rights rights;
    private final RetentionSettings settings;
    private final Period remembered;
    private final TransactionTemplate transaction;
    private volatile Instant next = Instant.EPOCH;

    Retaining(
            RetentionRows rows,
            LastActs acts,
            Subjects subjects,
            StayInTouch port,
            Rights rights,
            RetentionSettings settings,
            @Value("${relance.kept.activities:P36M}") Period kept,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.acts = acts;
        this.subjects = subjects;
        this.port = port;
        this.rights = rights;
        this.settings = settings;
        // Before the timeline forgets an act, we have noted it.
        this.remembered = kept.minusMonths(1);
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "people_kept";
    }

    @Override
    public Optional<Instant> nextDue() {
        return settings.on() ? Optional.of(next) : Optional.empty();
    }

    @Override
    public void runDue(Instant now) {
        if (!settings.on() || next.isAfter(now)) {
            return;
        }
        next = now.plus(AGAIN);
        if (!port.canAsk()) {
            log.warn("there is no message to ask people with whether to stay in touch; nobody is erased for silence");
            return;
        }
        takeIn(now);
        while (transaction.execute(status -> look(now)) == TOGETHER) {
            // The next ones.
        }
    }

    private void takeIn(Instant now) {
        Instant noticed = minus(now, settings.after()).plus(days(settings.notice()));
        Instant forgotten = minus(now, remembered);
        Instant before = noticed.isAfter(forgotten) ? noticed : forgotten;
        long last = 0;
        long taken;
        do {
            taken = last;
            last = rows.takeIn(taken, before, now, TOGETHER * 10);
        } while (last > taken);
    }

    private int look(Instant now) {
        List<Row> due = rows.due(now, TOGETHER);
        Map<ContactId, Instant> last = acts.of(due.stream().map(Row::contact).toList());
        List<ContactId> toAsk = new ArrayList<>();
        for (Row row : due) {
            Instant act = last.get(row.contact());
            boolean acted = act != null && act.isAfter(row.lastAct());
            decide(acted ? new Row(row.contact(), act, row.askedAt()) : row, now, toAsk);
        }
        if (!toAsk.isEmpty()) {
            port.ask(toAsk, now);
        }
        return due.size();
    }

    private void decide(Row row, Instant now, List<ContactId> toAsk) {
        if (!subjects.now(row.contact()).filter(row.contact()::equals).isPresent()) {
            rows.forget(row.contact());
            return;
        }
        Instant end = plus(row.lastAct(), settings.after());
        Instant ask = end.minus(days(settings.notice()));
        if (ask.isAfter(now)) {
            Instant soonest = plus(now, remembered);
            rows.lookAgain(new Row(row.contact(), row.lastAct(), null), ask.isBefore(soonest) ? ask : soonest);
        } else if (row.askedAt() == null) {
            Instant patience = now.plus(days(settings.notice()));
            rows.lookAgain(new Row(row.contact(), row.lastAct(), now), end.isAfter(patience) ? end : patience);
            toAsk.add(row.contact());
        } else {
            rights.erase(row.contact(), Rights.Kind.RETENTION, "retention");
            rows.lookAgain(row, now.plus(AGAIN));
        }
    }

    private static Duration days(Period period) {
        return Duration.ofDays(period.getDays());
    }

    private static Instant plus(Instant moment, Period period) {
        return moment.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }

    private static Instant minus(Instant moment, Period period) {
        return moment.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofMinutes(10));
    }
}
