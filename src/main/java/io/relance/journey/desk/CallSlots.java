package io.relance.journey.desk;

import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The slot an open call has: used when the call was made, answered or not; given back when it was not, as the advisor
 * wrote instead or the journey ended first. Its number stands beside what the form shows, and goes with the task.
 */
@Component("taskGoes")
class CallSlots implements TaskListener {

    private static final String SLOT = "callSlot";

    /** The answer of an advisor who did not call. */
    private static final String WROTE = "write";

    private final Pressure pressure;

    CallSlots(@Lazy Pressure pressure) {
        this.pressure = pressure;
    }

    /** Remembers the slot of a task. */
    void keep(DelegateTask task, Permit permit) {
        task.setVariableLocal(SLOT, permit.id());
    }

    /** Gives back the slot of a task, if it has one. */
    void giveBack(DelegateTask task) {
        if (task.getVariableLocal(SLOT) instanceof Long slot) {
            pressure.release(slot);
            task.removeVariableLocal(SLOT);
        }
    }

    /** The advisor is done; who called although the form said not to has called all the same. */
    void completed(DelegateTask task, Object outcome, Ask call) {
        boolean called = !WROTE.equals(outcome);
        if (task.getVariableLocal(SLOT) instanceof Long slot) {
            if (called) {
                pressure.used(slot, call.at());
            } else {
                pressure.release(slot);
            }
        } else if (called) {
            pressure.happened(call);
        }
    }

    /** The task goes without having been completed. */
    @Override
    public void notify(DelegateTask task) {
        if (task.getVariableLocal(SLOT) instanceof Long slot) {
            pressure.release(slot);
        }
    }
}
