package io.relance.tracking;

import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import io.relance.tracking.Bursts.HeldClick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets clicks count once it has shown whose they are: a scanner's first click looks like a reader's, and what it woke
 * could not be taken back. A batch that fails is cut down until the one bad click stands alone and is put off.
 */
@Component
@Order(15)
class JudgesClicks implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(JudgesClicks.class);
    private static final int BATCH = 200;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final HeldClicks held;
    private final LinkClicks clicks;
    private final TransactionOperations transactions;

    JudgesClicks(HeldClicks held, LinkClicks clicks, TransactionOperations transactions) {
        this.held = held;
        this.clicks = clicks;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "clicks";
    }

    @Override
    public NodeRoles.Role role() {
        return NodeRoles.Role.JOURNEYS;
    }

    @Override
    public Optional<Instant> nextDue() {
        return held.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        int size = BATCH;
        boolean more = held.nextDue().filter(due -> !due.isAfter(now)).isPresent();
        while (more) {
            List<HeldClick> taken = new ArrayList<>();
            try {
                int most = size;
                transactions.executeWithoutResult(status -> {
                    taken.addAll(held.take(now, most));
                    clicks.judge(taken);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
        held.forget(now);
    }

    /** Answers the new size of the batch. */
    private int afterFailure(List<HeldClick> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        HeldClick click = taken.get(0);
        log.warn("a click in message {} cannot be recorded", click.message(), failure);
        held.putOff(click.id(), now.plus(TRY_AGAIN));
        return BATCH;
    }
}
