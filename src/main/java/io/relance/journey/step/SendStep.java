package io.relance.journey.step;

import io.relance.journey.engine.Diagram.Standing;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.PlannedTime;
import io.relance.journey.engine.Priorities;
import io.relance.journey.engine.RunSession;
import io.relance.journey.engine.Sends;
import io.relance.journey.run.Run;
import io.relance.journey.run.RunKeys;
import io.relance.journey.run.WaitingSends.Token;
import io.relance.message.Draft;
import io.relance.message.Messages;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.Verdict;
import io.relance.pressure.Why;
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
    private final Messages messages;
    private final Priorities priorities;
    private final Clock clock;

    SendStep(Channel channel, Diagrams diagrams, Messages messages, Priorities priorities, Clock clock) {
        super(diagrams);
        this.channel = channel;
        this.messages = messages;
        this.priorities = priorities;
        this.clock = clock;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        Instant now = clock.instant();
        Draft draft = draft(here);
        Sends sends = RunSession.current().sends();
        here.words().changed("lastMessage");
        Verdict verdict = ask(draft, sends, here, now);
        if (verdict instanceof Permit permit) {
            return queue(permit, draft, sends, here, execution, now);
        }
        sends.skip((Refusal) verdict, draft, now);
        return true;
    }

    private Verdict ask(Draft draft, Sends sends, Here here, Instant now) {
        if (draft.dropAfter() != null && now.isAfter(draft.dropAfter())) {
            return new Refusal(
                    Why.of(
                            "content_too_late",
                            "It came too late to be worth sending.",
                            "Il arrivait trop tard pour valoir d’être envoyé."),
                    null);
        }
        if (!messages.canCarry(channel)) {
            return new Refusal(
                    Why.of(
                            "channel_not_configured",
                            "This shop has not set up " + channel.code() + " messages.",
                            "Cette boutique n’a pas configuré l’envoi par " + channel.code() + "."),
                    null);
        }
        return sends.request(new Ask(
                draft.contact(),
                channel,
                draft.messageClass(),
                draft.step(),
                now,
                draft.waitAfter(),
                saying(draft, here)));
    }

    private Saying saying(Draft draft, Here here) {
        Standing standing = here.diagram().start().standing();
        String topic = here.property("topic");
        boolean marketing = draft.messageClass() == MessageClass.MARKETING;
        return new Saying(
                draft.template(),
                key(here.run()),
                here.property("offer"),
                topic == null ? standing.topic() : topic,
                standing.journeyClass(),
                marketing ? priorities.of(standing, here.words()) : Saying.STRONGEST,
                !"skip".equals(here.property("whenHeld")),
                draft.dropAfter());
    }

    /** Which cart or order the journey is about; null for others, whose runs may say the same again. */
    private static String key(Run run) {
        return switch (run.kind()) {
            case CART -> "cart:" + run.key();
            case ORDER -> "order:" + run.key();
            case CONTACT, PRODUCT -> null;
        };
    }

    private boolean queue(
            Permit permit, Draft draft, Sends sends, Here here, ActivityExecution execution, Instant now) {
        boolean held = permit.from().isAfter(now);
        Refusal rather = held ? rather(permit, draft) : null;
        if (rather != null) {
            sends.giveBack(permit);
            sends.skip(rather, draft, now);
            return true;
        }
        long message = sends.enqueue(permit, draft, now);
        if (!held && !"error".equals(here.property("onFailure"))) {
            return true;
        }
        sends.hold(new Token(message, here.run().enrolment(), here.element(), execution.getId()));
        return false;
    }

    /** Why a message that would have to wait is skipped instead, and takes no slot; null: it waits. */
    private static Refusal rather(Permit permit, Draft draft) {
        if (draft.dropAfter() == null || !permit.from().isAfter(draft.dropAfter())) {
            return null;
        }
        Why held = permit.held().and("By then it would be too late.", "Ce serait alors trop tard.");
        return new Refusal(new Why("content_too_late", held.detail(), held.french(), held.inputs()), permit.from());
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
                late(here, "drop"),
                late(here, "next-window"));
    }

    /** From when on it is late, for a step that says it does this then; else null. */
    private Instant late(Here here, String whenLate) {
        if (!whenLate.equals(here.property("whenLate"))) {
            return null;
        }
        String lateAfter = here.property("lateAfter");
        return PlannedTime.orElse(clock.instant()).plus(Duration.parse(lateAfter == null ? "PT1H" : lateAfter));
    }
}
