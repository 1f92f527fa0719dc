package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;

/** Port: asks people who have not acted for years whether they want to stay; a room that may send implements it. */
public interface StayInTouch {

    /** Whether there is a message to ask with. */
    boolean canAsk();

    /** Asks these people, in the caller's transaction; who has no address that may be written to is passed over. */
    void ask(Collection<ContactId> people, Instant now);
}
