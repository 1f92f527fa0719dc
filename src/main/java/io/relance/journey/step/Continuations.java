package io.relance.journey.step;

import io.relance.contact.Contacts;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.GroupOfRuns;
import io.relance.journey.run.WaitingSends;
import io.relance.journey.run.WaitingSends.Settled;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
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
    private final Contacts contacts;
    private final Commands commands;
    private final TransactionTemplate transaction;

    Continuations(WaitingSends waiting, Contacts contacts, Commands commands, PlatformTransactionManager transactions) {
        this.waiting = waiting;
        this.contacts = contacts;
        this.commands = commands;
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
            List<Settled> taken = new ArrayList<>();
            try {
                int most = size;
                transaction.executeWithoutResult(status -> {
                    taken.addAll(free(waiting.take(now, most)));
                    moveOn(taken);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
    }

    /** Answers the new size of the batch. */
    private int afterFailure(List<Settled> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        Settled settled = taken.get(0);
        log.warn("run {} cannot go on from {}", settled.enrolment(), settled.step(), failure);
        int doublings = Math.min(settled.attempts(), LONGEST_PAUSE_DOUBLINGS);
        waiting.putOff(settled, now.plus(Duration.ofMinutes(1L << doublings)));
        return BATCH;
    }

    /** Those of contacts nobody else is at work for: a contact is locked before anything of the engine's. */
    private List<Settled> free(List<Settled> settled) {
        Set<ContactId> free =
                contacts.lockFree(settled.stream().map(Settled::contact).toList());
        return settled.stream().filter(each -> free.contains(each.contact())).toList();
    }

    private void moveOn(List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        commands.run(() -> {
            GroupOfRuns.read(settled.stream().map(Settled::instance).toList());
            settled.forEach(this::moveOn);
        });
        waiting.remove(settled);
    }

    private void moveOn(Settled settled) {
        ExecutionEntity execution = execution(settled);
        if (execution == null) {
            log.debug("the journey left before message {} was settled", settled.message());
        } else {
            execution.signal("settled", settled.state());
        }
    }

    /** The execution that waits; where the engine replaced it meanwhile, the one of that run on that step. */
    private ExecutionEntity execution(Settled settled) {
        ExecutionEntity known = find(settled.execution());
        if (known != null || waiting.waitsForAnother(settled)) {
            return known;
        }
        ExecutionEntity instance = find(settled.instance());
        return instance == null ? null : (ExecutionEntity) instance.findExecution(settled.step());
    }

    private static ExecutionEntity find(String id) {
        CommandContext context = Context.getCommandContext();
        ExecutionEntity found =
                id == null ? null : context.getExecutionManager().findExecutionById(id);
        return found == null || context.getDbEntityManager().isDeleted(found) ? null : found;
    }
}
