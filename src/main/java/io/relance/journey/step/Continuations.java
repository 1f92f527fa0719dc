package io.relance.journey.step;

import io.relance.shared.DueWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves on the tokens whose message is settled. */
@Component
@Order(45)
class Continuations implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Continuations.class);
    private static final int BATCH = 50;

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
        return waiting.anySettled() ? Optional.of(Instant.EPOCH) : Optional.empty();
    }

    @Override
    public void runDue(Instant now) {
        int moved = BATCH;
        while (moved == BATCH) {
            Integer count = transaction.execute(status -> {
                List<WaitingSends.Settled> settled = waiting.settled(BATCH);
                settled.forEach(this::moveOn);
                return settled.size();
            });
            moved = count == null ? 0 : count;
        }
    }

    private void moveOn(WaitingSends.Settled settled) {
        waiting.remove(settled.message());
        boolean stillThere =
                runtime.createExecutionQuery().executionId(settled.execution()).count() > 0;
        if (stillThere) {
            runtime.signal(settled.execution(), "settled", settled.state(), null);
        } else {
            log.debug("the journey left before message {} was settled", settled.message());
        }
    }
}
