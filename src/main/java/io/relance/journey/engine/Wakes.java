package io.relance.journey.engine;

import io.relance.contact.Activity;
import io.relance.journey.ahead.Ahead;
import io.relance.journey.engine.Diagram.Catch;
import io.relance.journey.engine.Waiting.Subscription;
import io.relance.journey.run.Keyed;
import io.relance.journey.run.Keys;
import io.relance.journey.run.Run;
import io.relance.journey.word.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
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

    Wakes(Waiting waiting, Diagrams diagrams, ClosedExpressions expressions) {
        this.waiting = waiting;
        this.diagrams = diagrams;
        this.expressions = expressions;
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

    /**
     * Wakes these runs, inside an engine command. Whoever is at work on one of them (its timer may be due) is waited
     * for, and who waits is asked again: the run may have moved on.
     */
    public void wake(List<Wake> wakes, Keys.Batch keys) {
        if (wakes.isEmpty()) {
            return;
        }
        Ahead.current().hold(instances(wakes));
        Set<Long> runs = wakes.stream().map(Wake::enrolment).collect(Collectors.toSet());
        List<Wake> still = candidates(
                        wakes.stream().map(Wake::activity).distinct().toList())
                .stream()
                .filter(wake -> runs.contains(wake.enrolment()))
                .toList();
        GroupOfRuns.read(instances(still));
        still.forEach(wake -> wake(wake, keys));
    }

    /** Wakes those of these runs of one contact, inside an engine command, that are about that very cart of it. */
    public void wakeForCart(List<Wake> wakes, String cartId) {
        List<Wake> ofCart = wakes.stream()
                .filter(wake ->
                        isAbout(RunSession.current().words(wake.enrolment()).run(), cartId))
                .toList();
        wake(
                ofCart,
                new Keys.Batch(ofCart.stream()
                        .map(wake -> wake.activity().id())
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), order -> Set.of(cartId)))));
    }

    private static boolean isAbout(Run run, String cartId) {
        return run.kind() == Keyed.CART && run.key().equals(cartId);
    }

    private static List<String> instances(List<Wake> wakes) {
        return wakes.stream().map(wake -> wake.subscription().instance()).toList();
    }

    private void wake(Wake wake, Keys.Batch keys) {
        // An earlier wake of the same command may have ended the run.
        for (EventSubscriptionEntity waits : entities(wake.subscription())) {
            Words words = RunSession.current().words(wake.enrolment());
            if (waitsFor(wake, words, keys)) {
                waits.eventReceived(null, false);
                JourneyMeters.woken();
            }
        }
    }

    private static List<EventSubscriptionEntity> entities(Subscription subscription) {
        return Context.getCommandContext()
                .getEventSubscriptionManager()
                .findEventSubscriptionsByNameAndExecution(
                        "message", subscription.message(), subscription.execution(), false);
    }

    private boolean waitsFor(Wake wake, Words words, Keys.Batch keys) {
        Subscription subscription = wake.subscription();
        Catch waits = diagrams.of(subscription.definition()).catches().get(subscription.element());
        return waits != null
                && matches(waits, words.run(), wake.activity(), keys)
                && holds(waits, words, wake.activity());
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
