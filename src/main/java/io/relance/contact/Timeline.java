package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything that happened, in one doorway: whatever is recorded here is published as {@link ActivitiesRecorded}. */
@Component
public class Timeline {

    /**
     * Resolves who is meant, keeps traits, merges visitors into users and records what they did, in the given order,
     * in the caller's transaction.
     */
    public void receive(List<Fact> facts) {
        throw new UnsupportedOperationException();
    }

    /** Records activities of known contacts, in the given order, in the caller's transaction. */
    public List<Activity> record(List<NewActivity> activities) {
        throw new UnsupportedOperationException();
    }

    /** The newest activities of a contact, newest first. */
    public List<Activity> newest(ContactId contact, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Whether the contact did any of these (canonical names) at or after that moment. */
    public boolean didAnySince(ContactId contact, Collection<String> names, Instant since) {
        throw new UnsupportedOperationException();
    }
}
