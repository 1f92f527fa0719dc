package io.relance.pressure.ledger;

import io.relance.pressure.Permit;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** The slots that were given, and what became of them. Everything joins the caller's transaction. */
@Component
public class Ledger {

    private final PermitRows rows;

    Ledger(PermitRows rows) {
        this.rows = rows;
    }

    /** The slots of the people of one transaction. */
    public Slots slots(Duration reach) {
        return new Slots(rows, reach);
    }

    /** Numbers for permits. */
    public List<Long> newIds(int count) {
        return rows.newIds(count);
    }

    /** Reserves what was given. */
    public void reserve(Collection<Reservation> given) {
        rows.reserve(given);
    }

    /** Keeps what was confirmed: used when it may go now, still reserved when it must wait. */
    public void confirm(List<Permit> permits, Instant now) {
        rows.confirm(permits, now);
    }

    /** A slot was used, whatever the policies say of it now: a call was made. */
    public void use(long permit, Instant at) {
        rows.use(permit, at);
    }

    /** Slots that were not used and do not count any more. */
    public void release(Collection<Long> permits, Instant now) {
        rows.release(permits, now);
    }

    /** What was said to one person was said to the other: they are one. */
    void move(ContactId from, ContactId into) {
        rows.move(from, into);
    }
}
