package io.relance.journey.engine;

import io.relance.journey.word.Words;
import io.relance.message.Messages.Withdrawal;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/** What the product does when a run reaches an end, is over, or turns away from what it was doing. */
@Component
class RunListeners {

    private final Clock clock;

    RunListeners(Clock clock) {
        this.clock = clock;
    }

    /** An end event: its name is the outcome. */
    ExecutionListener endReached() {
        return execution -> RunSession.current().reached(enrolment(execution), execution.getCurrentActivityName());
    }

    /** The run is over. One that somebody deleted has no end event: the reason given stands in. */
    ExecutionListener runEnds() {
        return execution -> {
            ExecutionEntity instance = (ExecutionEntity) execution;
            if (instance.getBusinessKey() == null) {
                return;
            }
            Words words = RunSession.current().words(execution);
            if (instance.getDeleteReason() != null) {
                withdraw(words, "Somebody ended the journey.");
            }
            String otherwise = instance.getDeleteReason() == null ? "Ended" : instance.getDeleteReason();
            RunSession.current().over(words.run(), clock.instant(), otherwise);
        };
    }

    /** Something interrupts the run: what it still had to say is withdrawn at once. */
    ExecutionListener turnsAway() {
        return execution ->
                withdraw(RunSession.current().words(execution), "The journey turned away before the message left.");
    }

    private void withdraw(Words words, String why) {
        boolean bought = Boolean.TRUE.equals(words.path("cart.ordered"));
        words.changed("lastMessage");
        RunSession.current()
                .sends()
                .withdraw(
                        new Withdrawal(
                                words.run().enrolment(),
                                bought ? "already_bought" : "condition_false",
                                bought ? "The customer has bought." : why),
                        clock.instant());
    }

    private static long enrolment(DelegateExecution execution) {
        return RunSession.current().words(execution).run().enrolment();
    }
}
