package io.relance.journey;

import io.relance.contact.ActivitiesRecorded;
import io.relance.contact.Activity;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.Entries;
import io.relance.journey.engine.Entries.Entry;
import io.relance.journey.engine.JourneyMeters;
import io.relance.journey.engine.Wakes;
import io.relance.journey.engine.Wakes.Wake;
import io.relance.journey.run.Keys;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the journeys make of what happened: runs that wait are woken, journeys are entered. In the transaction that
 * recorded the activities; a journey that cannot take one never costs the fact.
 */
@Component
class Followers {

    /** So many activities are followed in one command: what it holds in memory stays small, its failure cheap. */
    private static final int TOGETHER = 200;

    private final Wakes wakes;
    private final Entries entries;
    private final Keys keys;
    private final Commands commands;
    private final Pending pending;
    private final TransactionTemplate nested;

    Followers(
            Wakes wakes,
            Entries entries,
            Keys keys,
            Commands commands,
            Pending pending,
            PlatformTransactionManager transactions) {
        this.wakes = wakes;
        this.entries = entries;
        this.keys = keys;
        this.commands = commands;
        this.pending = pending;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @EventListener
    @Order(100)
    void on(ActivitiesRecorded recorded) {
        List<Activity> live =
                recorded.activities().stream().filter(Activity::live).toList();
        rounds(live).forEach(round -> groups(round, TOGETHER).forEach(this::follow));
    }

    private static List<List<Activity>> groups(List<Activity> round, int most) {
        List<List<Activity>> groups = new ArrayList<>();
        for (int from = 0; from < round.size(); from += most) {
            groups.add(round.subList(from, Math.min(from + most, round.size())));
        }
        return groups;
    }

    /** One activity per contact and round, so that what a contact did is followed in its order. */
    private static List<List<Activity>> rounds(List<Activity> activities) {
        List<List<Activity>> rounds = new ArrayList<>();
        Map<ContactId, Integer> next = new HashMap<>();
        for (Activity activity : activities) {
            int round = next.merge(activity.contact(), 1, Integer::sum) - 1;
            if (rounds.size() == round) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(activity);
        }
        return rounds;
    }

    /** Follows these activities of different contacts; a group that fails is cut down until the bad one stands alone. */
    private void follow(List<Activity> group) {
        List<Wake> toWake = wakes.candidates(group);
        List<Entry> toEnter = entries.candidates(group);
        if (toWake.isEmpty() && toEnter.isEmpty()) {
            return;
        }
        Keys.Batch about = keys.of(group);
        try {
            nested.executeWithoutResult(status -> commands.run(() -> {
                wakes.wake(toWake, about);
                if (!toEnter.isEmpty()) {
                    entries.enter(toEnter, about);
                }
            }));
        } catch (RuntimeException e) {
            if (Commands.passes(e)) {
                throw e;
            }
            JourneyMeters.cutDown("followers");
            if (group.size() > 1) {
                groups(group, (group.size() + 1) / 2).forEach(this::follow);
                return;
            }
            toWake.forEach(wake -> alone(wake, about));
            toEnter.forEach(entry -> alone(entry, about));
        }
    }

    private void alone(Wake wake, Keys.Batch about) {
        attempt(() -> wakes.wake(List.of(wake), about), e -> pending.keep(wake, e));
    }

    private void alone(Entry entry, Keys.Batch about) {
        attempt(() -> entries.enter(List.of(entry), about), e -> pending.keep(entry, e));
    }

    private void attempt(Runnable work, java.util.function.Consumer<RuntimeException> otherwise) {
        try {
            nested.executeWithoutResult(status -> commands.run(work));
        } catch (RuntimeException e) {
            if (Commands.passes(e)) {
                throw e;
            }
            otherwise.accept(e);
        }
    }
}
