package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Map;
import java.util.Set;

/**
 * Fact: these people are new, or what we know of them (their traits, their id) is another. Published once in the
 * transaction that wrote it, after what they did in the same batch was recorded.
 *
 * @param traits the names of the traits that changed, were added or removed, by person; none where only their id did, or
 *     nothing is known of who is new
 * @param live those of them of whom we were told while it was news; of the others all we heard is history, brought along
 *     from elsewhere, and starts nothing
 */
public record ContactsChanged(Map<ContactId, Set<String>> traits, Set<ContactId> live) {

    /** Whose they are. */
    public Set<ContactId> contacts() {
        return traits.keySet();
    }
}
