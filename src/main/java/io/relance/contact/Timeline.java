package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Aliased;
import io.relance.contact.Fact.Who;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything that happened, in one doorway: whatever is recorded here is published as {@link ActivitiesRecorded}. */
@Component
public class Timeline {

    private final Identities identities;
    private final People people;
    private final Recorder recorder;
    private final StandingRefusals refusing;
    private final ActivityRows rows;
    private final ActivityReplay replay;

    Timeline(
            Identities identities,
            People people,
            Recorder recorder,
            @Lazy StandingRefusals refusing,
            ActivityRows rows,
            ActivityReplay replay) {
        this.identities = identities;
        this.people = people;
        this.recorder = recorder;
        this.refusing = refusing;
        this.rows = rows;
        this.replay = replay;
    }

    /**
     * Resolves who is meant, keeps traits, merges visitors into users and records what they did, in the given order,
     * in the caller's transaction. The people it touches stay locked until that ends.
     */
    @Transactional
    public void receive(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        recorder.prepare(facts.stream().map(Timeline::at).toList());
        var keys = new TreeSet<Key>();
        facts.forEach(fact -> addKeys(fact, keys));
        new Reception(new Roster(identities, people, keys), recorder, refusing).receive(facts);
    }

    private static Instant at(Fact fact) {
        if (fact instanceof Acted acted) {
            return acted.at();
        }
        return fact instanceof Aliased aliased ? aliased.at() : ((Fact.Identified) fact).at();
    }

    private static void addKeys(Fact fact, Collection<Key> keys) {
        Who who = fact.who();
        String visitor = fact instanceof Aliased aliased ? aliased.previousId() : who.anonymousId();
        if (who.userId() != null) {
            keys.add(Key.user(who.userId()));
        }
        if (visitor != null) {
            keys.add(Key.visitor(visitor));
        }
    }

    /**
     * Records activities of known contacts, in the given order, in the caller's transaction; those of contacts that do
     * not exist (any more) are left out.
     */
    @Transactional
    public List<Activity> record(List<NewActivity> activities) {
        if (activities.isEmpty()) {
            return List.of();
        }
        recorder.prepare(activities.stream().map(NewActivity::at).toList());
        var known = people.lock(activities.stream().map(NewActivity::contact).toList());
        return recorder.record(activities.stream()
                .filter(each -> known.containsKey(each.contact()))
                .map(each -> about(known.get(each.contact()).id(), each))
                .toList());
    }

    private static NewActivity about(ContactId contact, NewActivity activity) {
        return new NewActivity(
                contact, activity.at(), activity.name(), activity.properties(), activity.source(), activity.live());
    }

    /** The newest activities of a contact, newest first. */
    public List<Activity> newest(ContactId contact, int limit) {
        return rows.newest(contact, limit);
    }

    /** Whether the contact did any of these (canonical names) at or after that moment. */
    public boolean didAnySince(ContactId contact, Collection<String> names, Instant since) {
        return !didAnySince(List.of(new Since(contact, since)), names).isEmpty();
    }

    /** A contact, and the moment from which on it matters what they did. */
    public record Since(ContactId contact, Instant moment) {}

    /** The same for many, in one read: those of whom it is true. */
    public Set<Since> didAnySince(Collection<Since> asked, Collection<String> names) {
        return rows.anySince(List.copyOf(asked), names);
    }

    /**
     * Those of these contacts who did nothing of their own at or after that moment, and were known before it. What we
     * did, and what machines did with our messages, is nothing of their own.
     */
    public Set<ContactId> idleSince(Collection<ContactId> contacts, Instant since) {
        return rows.idleSince(contacts, since);
    }

    /** When each of these contacts last did something of their own; one of whom no act is kept is missing. */
    public Map<ContactId, Instant> lastActs(Collection<ContactId> contacts) {
        return rows.lastActs(contacts);
    }

    /**
     * Tells once more what is kept of these contacts' timelines, in slices: one contact after the other, each activity in
     * its order of recording. Within a transaction; nobody else hears of it.
     *
     * @param properties only an activity that has one of these brings its properties along, since reading them is most of
     *     the work
     */
    public void replay(Collection<ContactId> contacts, Collection<String> properties, Consumer<List<Activity>> told) {
        replay.replay(contacts, properties, told);
    }

    /** Activities before this moment may have been retired, all younger ones are there; empty: none ever was retired. */
    public Optional<Instant> retiredUpTo() {
        return replay.retiredUpTo();
    }
}
