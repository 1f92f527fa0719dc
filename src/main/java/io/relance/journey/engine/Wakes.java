package io.relance.journey.engine;

import io.relance.contact.Activity;
import io.relance.journey.engine.Diagram.Catch;
import io.relance.journey.engine.Waiting.Subscription;
import io.relance.journey.run.Keyed;
import io.relance.journey.run.Keys;
import io.relance.journey.run.Run;
import io.relance.journey.word.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Wakes the runs that wait for an activity: those about the same key, whose condition holds. */
@Component
public class Wakes {

    /** An activity and a run that waits for it. */
    public record Wake(Activity activity, Subscription subscription) {
        /** The run. */
        public long enrolment() {
            return subscription.enrolment();
        }

        /** The engine's execution that waits. */
        public String execution() {
            return subscription.execution();
        }
    }

    private final Waiting waiting;
    private final Diagrams diagrams;
    private final ClosedExpressions expressions;
    private final RuntimeService runtime;

    Wakes(Waiting waiting, Diagrams diagrams, ClosedExpressions expressions, @Lazy RuntimeService runtime) {
        this.waiting = waiting;
        this.diagrams = diagrams;
        this.expressions = expressions;
        this.runtime = runtime;
    }

    /** Who may wait for these activities, by contact and name; the finer conditions are asked when waking. */
    public List<Wake> candidates(List<Activity> activities) {
        List<Wake> wakes = new ArrayList<>();
        List<Subscription> subscriptions = waiting.of(activities);
        for (Activity activity : activities) {
            subscriptions.stream()
                    .filter(subscription -> subscription.contact().equals(activity.contact())
                            && activity.isCalled(subscription.message()))
                    .forEach(subscription -> wakes.add(new Wake(activity, subscription)));
        }
        return wakes;
    }

    /** Wakes one run, inside an engine command. */
    public void wake(Wake wake, Keys.Batch keys) {
        Subscription subscription = wake.subscription();
        if (gone(subscription)) {
            return;
        }
        Words words = RunSession.current().words(subscription.enrolment());
        Catch waits = diagrams.of(subscription.definition()).catches().get(subscription.element());
        if (waits != null
                && matches(waits, words.run(), wake.activity(), keys)
                && holds(waits, words, wake.activity())) {
            runtime.messageEventReceived(subscription.message(), subscription.execution());
            JourneyMeters.woken();
        }
    }

    /** Wakes one run, inside an engine command, where it is about that very cart of its contact. */
    public void wakeForCart(Wake wake, String cartId) {
        if (gone(wake.subscription())) {
            return;
        }
        Run run = RunSession.current().words(wake.enrolment()).run();
        if (run.kind() == Keyed.CART && run.key().equals(cartId)) {
            wake(wake, new Keys.Batch(Map.of(wake.activity().id(), Set.of(cartId))));
        }
    }

    /** An earlier wake of the same command may have ended the run. */
    private static boolean gone(Subscription subscription) {
        return Context.getCommandContext()
                .getEventSubscriptionManager()
                .findEventSubscriptionsByNameAndExecution(
                        "message", subscription.message(), subscription.execution(), false)
                .isEmpty();
    }

    private static boolean matches(Catch waits, Run run, Activity activity, Keys.Batch keys) {
        if (waits.anyKey() || run.kind() == Keyed.CONTACT) {
            return true;
        }
        Set<String> about = keys.of(activity, run.kind());
        return about == null || about.contains(run.key());
    }

    private boolean holds(Catch waits, Words words, Activity activity) {
        if (waits.onlyIf() == null) {
            return true;
        }
        words.happening(activity.properties());
        return expressions.holds(waits.onlyIf(), words);
    }
}
