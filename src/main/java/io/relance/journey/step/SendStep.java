package io.relance.journey.step;

import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.PlannedTime;
import io.relance.journey.run.RunKeys;
import io.relance.message.Draft;
import io.relance.message.Messages;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * Asks for a permit and queues a message against it. What may go now goes and the token moves on; what is held keeps
 * its token here until the message is handed over or given up; what is refused is skipped.
 */
class SendStep extends Step {

    private final Channel channel;
    private final Pressure pressure;
    private final Messages messages;
    private final WaitingSends waiting;
    private final Clock clock;

    SendStep(
            Channel channel,
            Diagrams diagrams,
            Pressure pressure,
            Messages messages,
            WaitingSends waiting,
            Clock clock) {
        super(diagrams);
        this.channel = channel;
        this.pressure = pressure;
        this.messages = messages;
        this.waiting = waiting;
        this.clock = clock;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        Instant now = clock.instant();
        Draft draft = draft(here);
        Verdict verdict = ask(draft, now);
        if (verdict instanceof Permit permit) {
            return queue(permit, draft, here, execution, now);
        }
        messages.skip((Refusal) verdict, draft, now);
        return true;
    }

    private Verdict ask(Draft draft, Instant now) {
        if (draft.dropAfter() != null && now.isAfter(draft.dropAfter())) {
            return new Refusal("content_too_late", "It came too late to be worth sending.", null);
        }
        if (!messages.canCarry(channel)) {
            return new Refusal(
                    "channel_not_configured", "This shop has not set up " + channel.code() + " messages.", null);
        }
        return pressure.request(new Ask(draft.contact(), channel, draft.messageClass(), draft.step(), now));
    }

    private boolean queue(Permit permit, Draft draft, Here here, ActivityExecution execution, Instant now) {
        boolean held = permit.from().isAfter(now);
        if (held && "skip".equals(here.property("whenHeld"))) {
            pressure.release(permit.id());
            messages.skip(
                    new Refusal(permit.heldFor(), "It would have had to wait, and this step does not.", permit.from()),
                    draft,
                    now);
            return true;
        }
        long message = messages.enqueue(permit, draft, now);
        if (!held && !"error".equals(here.property("onFailure"))) {
            return true;
        }
        waiting.add(message, here.run().enrolment(), here.element(), execution.getId());
        return false;
    }

    /** The message was handed over or given up: the token moves on, along the error's way where that is drawn. */
    @Override
    public void signal(ActivityExecution execution, String name, Object state) {
        if ("failed".equals(state) && "error".equals(here(execution).property("onFailure"))) {
            throw new BpmnError("SEND_FAILED", "The message could not be sent.");
        }
        leave(execution);
    }

    private Draft draft(Here here) {
        String messageClass = here.property("messageClass");
        return new Draft(
                here.run().contact(),
                channel,
                here.required("template"),
                messageClass == null ? MessageClass.MARKETING : MessageClass.of(messageClass),
                here.run().at(here.element()),
                RunKeys.cart(here.run()),
                RunKeys.order(here.run()),
                RunKeys.product(here.run()),
                dropAfter(here));
    }

    private Instant dropAfter(Here here) {
        if (!"drop".equals(here.property("whenLate"))) {
            return null;
        }
        String lateAfter = here.property("lateAfter");
        return PlannedTime.orElse(clock.instant()).plus(Duration.parse(lateAfter == null ? "PT1H" : lateAfter));
    }
}
