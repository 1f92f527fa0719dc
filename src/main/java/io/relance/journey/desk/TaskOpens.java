package io.relance.journey.desk;

import io.relance.contact.Contacts;
import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.journey.engine.Diagram;
import io.relance.journey.engine.Diagram.Standing;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.Priorities;
import io.relance.journey.engine.RunSession;
import io.relance.journey.word.Words;
import io.relance.pressure.Ask;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.Verdict;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import io.relance.shop.ShopProfile;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * A task opens: what its form shows is written into the task's own variables, which go when it ends; a call asks the
 * gate first. A refusal for consent turns the form to "write instead", one for the hour sets the follow-up date. As
 * hours may go by before somebody reads it, the gate is asked again whenever the form is opened.
 */
@Component("taskOpens")
class TaskOpens implements TaskListener {

    /** What the form says of calling. */
    private static final String ADVICE = "callAdvice";

    private static final DateTimeFormatter ADVISORS_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

    private final Diagrams diagrams;
    private final CallSlots calls;
    private final Contacts contacts;
    private final CustomerSheet sheet;
    private final Pressure pressure;
    private final Priorities priorities;
    private final ShopProfile shop;
    private final Clock clock;

    TaskOpens(
            Diagrams diagrams,
            CallSlots calls,
            @Lazy Contacts contacts,
            @Lazy CustomerSheet sheet,
            @Lazy Pressure pressure,
            @Lazy Priorities priorities,
            ShopProfile shop,
            Clock clock) {
        this.diagrams = diagrams;
        this.calls = calls;
        this.contacts = contacts;
        this.sheet = sheet;
        this.pressure = pressure;
        this.priorities = priorities;
        this.shop = shop;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        Words words = RunSession.current().words(task.getExecution());
        sheet.of(words, shop.timezone()).forEach(task::setVariableLocal);
        if (isCall(task)) {
            task.setVariableLocal(ADVICE, advice(task, words));
        }
    }

    /** Asks the gate about an open call anew, and puts that on the form; whether the task is one. */
    boolean askAgain(DelegateTask task) {
        if (!isCall(task)) {
            return false;
        }
        String before = String.valueOf(task.getVariableLocal(ADVICE));
        Words words = RunSession.current().words(task.getExecution());
        // People before their slots, as everybody locks them.
        contacts.lock(Set.of(words.run().contact()));
        calls.giveBack(task);
        String now = advice(task, words);
        if (!now.equals(before)) {
            task.setVariableLocal(ADVICE, now);
        }
        return true;
    }

    private boolean isCall(DelegateTask task) {
        Diagram diagram = diagrams.of(task.getProcessDefinitionId());
        return "phone".equals(diagram.property(task.getTaskDefinitionKey(), "channel"));
    }

    private String advice(DelegateTask task, Words words) {
        Instant now = clock.instant();
        Verdict verdict = pressure.request(new Ask(
                words.run().contact(),
                Channel.PHONE,
                MessageClass.MARKETING,
                words.run().at(task.getTaskDefinitionKey()),
                now,
                null,
                saying(task, words)));
        String before = String.valueOf(task.getVariableLocal(ADVICE));
        if (verdict instanceof Refusal refusal) {
            String advice = "**Do not call: write instead.** " + refusal.detail();
            if (!advice.equals(before)) {
                decide(task, words, now, Outcome.SKIPPED, refusal.why(), refusal.next());
            }
            return advice;
        }
        Permit permit = (Permit) verdict;
        calls.keep(task, permit);
        if (!permit.from().isAfter(now)) {
            return "You may call: the customer agreed to calls.";
        }
        String from = "You may call from " + ADVISORS_TIME.format(permit.from().atZone(shop.timezone())) + " on. ";
        if (before.startsWith(from)) {
            return before;
        }
        decide(task, words, now, Outcome.HELD, permit.held(), permit.from());
        task.setFollowUpDate(Date.from(permit.from()));
        return from + permit.held().detail();
    }

    private Saying saying(DelegateTask task, Words words) {
        Diagram diagram = diagrams.of(task.getProcessDefinitionId());
        Standing standing = diagram.start().standing();
        String topic = diagram.property(task.getTaskDefinitionKey(), "topic");
        return new Saying(
                null,
                null,
                null,
                topic == null ? standing.topic() : topic,
                standing.journeyClass(),
                priorities.of(standing, words),
                true,
                null);
    }

    private static void decide(DelegateTask task, Words words, Instant now, Outcome outcome, Why why, Instant next) {
        RunSession.current()
                .decide(new Decision(
                        words.run().contact(),
                        now,
                        words.run().journey(),
                        task.getTaskDefinitionKey(),
                        outcome,
                        why.reason(),
                        why.detail(),
                        why.french(),
                        why.inputs(),
                        next));
    }
}
