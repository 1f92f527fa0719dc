package io.relance.journey.step;

import io.relance.journey.run.WaitingSends;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves on the tokens whose message is settled. A batch that fails is cut down until the one run that cannot go on
 * stands alone; it is tried again with growing pauses, and holds nobody else up.
 */
@Component
@Order(45)
class Continuations implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Continuations.class);
    private static final int BATCH = 50;
    private static final int LONGEST_PAUSE_DOUBLINGS = 8;

    private final WaitingSends waiting;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    Continuations(WaitingSends waiting, RuntimeService runtime, PlatformTransactionManager transactions) {
        this.waiting = waiting;
        this.runtime = runtime;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "continuations";
    }

    @Override
    public Optional<Instant> nextDue() {
        return waiting.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        int size = BATCH;
        boolean more = true;
        while (more) {
            List<WaitingSends.Settled> taken = new ArrayList<>();
            try {
                int most = size;
                transaction.executeWithoutResult(status -> {
                    taken.addAll(waiting.take(now, most));
                    taken.forEach(this::moveOn);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
    }

    /** Answers the new size of the batch. */
    private int afterFailure(List<WaitingSends.Settled> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        WaitingSends.Settled settled = taken.get(0);
        log.warn("run {} cannot go on from {}", settled.enrolment(), settled.step(), failure);
        int doublings = Math.min(settled.attempts(), LONGEST_PAUSE_DOUBLINGS);
        waiting.putOff(settled, now.plus(Duration.ofMinutes(1L << doublings)));
        return BATCH;
    }

    private void moveOn(WaitingSends.Settled settled) {
        waiting.remove(settled);
        execution(settled)
                .ifPresentOrElse(
                        execution -> runtime.signal(execution.getId(), "settled", settled.state(), null),
                        () -> log.debug("the journey left before message {} was settled", settled.message()));
    }

    /** The execution that waits; where the engine replaced it meanwhile, the one of that run on that step. */
    private Optional<Execution> execution(WaitingSends.Settled settled) {
        Execution known =
                runtime.createExecutionQuery().executionId(settled.execution()).singleResult();
        if (known != null || waiting.waits(settled.enrolment(), settled.step())) {
            return Optional.ofNullable(known);
        }
        return runtime
                .createExecutionQuery()
                .processInstanceBusinessKey(String.valueOf(settled.enrolment()))
                .activityId(settled.step())
                .list()
                .stream()
                .findFirst();
    }
}
