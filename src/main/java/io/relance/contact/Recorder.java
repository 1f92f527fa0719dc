package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes activities of contacts whose locks are held, and tells everybody. */
@Component
class Recorder {

    private final ActivityRows rows;
    private final People people;
    private final Months months;
    private final Seen seen;
    private final ApplicationEventPublisher events;

    Recorder(ActivityRows rows, People people, Months months, Seen seen, ApplicationEventPublisher events) {
        this.rows = rows;
        this.people = people;
        this.months = months;
        this.seen = seen;
        this.events = events;
    }

    /** To be called before the transaction first touches the timeline: a month is made apart from it. */
    void prepare(Collection<Instant> moments) {
        months.ensure(Months.ACTIVITY, moments);
    }

    List<Activity> record(List<NewActivity> fresh) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        var activities = rows.insert(fresh);
        activities.forEach(each -> seen.note(Vocabulary.Kind.ACTIVITY, Set.of(each.name()), each.at()));
        events.publishEvent(new ActivitiesRecorded(activities));
        return activities;
    }

    void merge(ContactId from, ContactId into) {
        people.merge(from, into);
        events.publishEvent(new ContactsMerged(from, into));
    }

    /** @param live whom the news is of; it may name people that did not change */
    void changed(Map<ContactId, Set<String>> traits, Set<ContactId> live) {
        if (!traits.isEmpty()) {
            Set<ContactId> those = new HashSet<>(traits.keySet());
            those.retainAll(live);
            events.publishEvent(new ContactsChanged(Map.copyOf(traits), Set.copyOf(those)));
        }
    }

    void noteTraits(Set<String> names, Instant at) {
        seen.note(Vocabulary.Kind.TRAIT, names, at);
    }
}
