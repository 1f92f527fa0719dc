package io.relance.pressure;

import io.relance.shared.ContactId;
import java.util.Collection;

/**
 * Hears the many asks of one transaction. What the policies look at is read for everybody expected at the first ask;
 * the permits are reserved together by {@link #write}, before which they stand in memory only. Of one transaction and
 * one thread.
 */
public interface Hearing {

    /** Says who is going to be asked about. */
    void expect(Collection<ContactId> contacts);

    /** Forgets what it knows of a person: somebody changed it. */
    void forget(ContactId contact);

    /** Decides without reserving anything; for conditions and previews. A permit it answers has no id (0). */
    Verdict consider(Ask ask);

    /** Decides; the slot of a permit is taken from now on, and reserved by {@link #write}. */
    Verdict request(Ask ask);

    /** Gives a slot back; whether it was one of this hearing, not yet written. */
    boolean giveBack(Permit permit);

    /** Reserves what was given, in the caller's transaction. */
    void write();
}
