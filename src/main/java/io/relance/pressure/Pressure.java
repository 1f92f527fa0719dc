package io.relance.pressure;

import io.relance.contact.Contact;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The one gate every message and call passes. */
public interface Pressure {

    /**
     * Opens a hearing for the many asks of one transaction.
     *
     * @param people reads contacts, by the ids asked for; the caller may know them already
     */
    Hearing hearing(Function<Collection<ContactId>, Map<ContactId, Contact>> people);

    /** Decides and, when the answer is a permit, reserves the slot, in the caller's transaction. */
    Verdict request(Ask ask);

    /** The same for many, in few statements; answers in the order of the asks. */
    List<Verdict> requestAll(List<Ask> asks);

    /** Decides without reserving anything; for conditions and previews. A permit it answers has no id (0). */
    Verdict consider(Ask ask);

    /** Asks again just before hand-over: the same permit if it still stands, else why not. */
    Verdict confirm(Permit permit, Instant now);

    /**
     * The same for many, in few statements; answers in the order of the permits. A permit that may be used now counts
     * as used; one that must wait (again) says from when and for what. It is for the address the person has now. {@link
     * Busy} is to be asked again.
     */
    List<Verdict> confirmAll(List<Permit> permits, Instant now);

    /** Something was said without having been allowed, a call say: it counts. */
    void happened(Ask ask);

    /** A slot was used at that moment, whatever the rules say of it: the call was made. */
    void used(long permitId, Instant at);

    /** Gives a slot back that was not used: the message was skipped or failed for good, the call was not made. */
    void release(long permitId);

    /** The same for many, in one statement. */
    void releaseAll(Collection<Long> permitIds);
}
