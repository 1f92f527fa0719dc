package io.relance.segment.run;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.ContactsMerged;
import io.relance.segment.run.RankingRows.State;
import io.relance.shop.ShopProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * When customers are ranked anew: every night, since time passes for all of them, and after orders, the sooner the fewer
 * people there are, so that ranking never takes more than a small part of the machine. All nodes read it in one row.
 */
@Component
class Ranking {

    /** A run that failed is tried again after so long, however much there is to do. */
    static final Duration TRY_AGAIN = Duration.ofMinutes(15);

    /** A second for each 170 people: a million are ranked every hour and a half, a thousand every few seconds. */
    private static final double MILLIS_PER_PERSON = 6;

    private static final Duration SOONEST = Duration.ofSeconds(1);

    private final RankingRows rows;
    private final OutlookRows outlooks;
    private final ShopProfile shop;
    private final Clock clock;

    Ranking(RankingRows rows, OutlookRows outlooks, ShopProfile shop, Clock clock) {
        this.rows = rows;
        this.outlooks = outlooks;
        this.shop = shop;
        this.clock = clock;
    }

    @EventListener
    @Order(45)
    void on(ActivitiesRecorded recorded) {
        if (recorded.activities().stream()
                .anyMatch(activity -> activity.name().toLowerCase(Locale.ROOT).startsWith("order "))) {
            note();
        }
    }

    /** While both still have their ranks. */
    @EventListener
    @Order(35)
    void on(ContactsMerged merged) {
        if (rows.isRanked(merged.from())) {
            note();
        }
    }

    /** As the transaction commits: who has the row then waits for nobody any more. */
    private void note() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            rows.ordered(clock.instant());
        } else if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new Noting());
        }
    }

    private final class Noting implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            rows.ordered(clock.instant());
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Ranking.this);
        }
    }

    /** When they are to be ranked next; empty while there is nobody. */
    Optional<Instant> nextDue() {
        State state = rows.read();
        if (!state.anybody()) {
            return Optional.empty();
        }
        Instant night = night(state);
        Instant soon = soon(state);
        return Optional.of(soon != null && soon.isBefore(night) ? soon : night);
    }

    /** What is due: a ranking, or all that is done at night. */
    Optional<Run.Kind> due(Instant now) {
        State state = rows.read();
        if (!state.anybody()) {
            return Optional.empty();
        }
        if (!night(state).isAfter(now)) {
            return Optional.of(Run.Kind.NIGHT);
        }
        Instant soon = soon(state);
        return soon == null || soon.isAfter(now) ? Optional.empty() : Optional.of(Run.Kind.RANKING);
    }

    private Instant night(State state) {
        Instant last = state.night();
        if (last == null) {
            last = outlooks.last().orElse(clock.instant());
            rows.nightDone(last);
        }
        return afterFailing(state.nightFailed(), shop.nightAfter(last));
    }

    private static Instant soon(State state) {
        if (state.moving()) {
            return afterFailing(state.rankingFailed(), Instant.EPOCH);
        }
        return state.ordered() == null
                ? null
                : afterFailing(state.rankingFailed(), state.ordered().plus(pause(state)));
    }

    private static Duration pause(State state) {
        Duration pause = Duration.ofMillis((long) (state.people() * MILLIS_PER_PERSON));
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }

    private static Instant afterFailing(Instant failed, Instant due) {
        return failed == null || failed.plus(TRY_AGAIN).isBefore(due) ? due : failed.plus(TRY_AGAIN);
    }

    /** From now on orders are new ones. */
    void begun() {
        rows.begun();
    }

    /** What began did not come to its end. */
    void failed() {
        rows.ordered(clock.instant());
    }

    /** All that is done at night was done, as of that moment. */
    void nightDone(Instant at) {
        rows.nightDone(at);
    }
}
