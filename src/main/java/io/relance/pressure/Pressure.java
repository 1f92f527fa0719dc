package io.relance.pressure;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one gate every message and call passes. */
@Component
public class Pressure {

    private final Hearings hearings;
    private final PermitRows rows;
    private final Contacts contacts;
    private final Clock clock;

    Pressure(Hearings hearings, PermitRows rows, Contacts contacts, Clock clock) {
        this.hearings = hearings;
        this.rows = rows;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * Opens a hearing for the many asks of one transaction.
     *
     * @param people reads contacts, by the ids asked for; the caller may know them already
     */
    public Hearing hearing(Function<Collection<ContactId>, Map<ContactId, Contact>> people) {
        return hearings.open(people);
    }

    /** Decides and, when the answer is a permit, reserves the slot, in the caller's transaction. */
    @Transactional
    public Verdict request(Ask ask) {
        return requestAll(List.of(ask)).get(0);
    }

    /** The same for many, in few statements; answers in the order of the asks. */
    @Transactional
    public List<Verdict> requestAll(List<Ask> asks) {
        Hearing hearing = about(asks);
        List<Verdict> verdicts = asks.stream().map(hearing::request).toList();
        hearing.write();
        return verdicts;
    }

    /** Decides without reserving anything; for conditions and previews. A permit it answers has no id (0). */
    public Verdict consider(Ask ask) {
        return about(List.of(ask)).consider(ask);
    }

    /** Asks again just before hand-over: the same permit if it still stands, else why not. */
    @Transactional
    public Verdict confirm(Permit permit, Instant now) {
        return confirmAll(List.of(permit), now).get(0);
    }

    /**
     * The same for many, in few statements; answers in the order of the permits. A permit that may be used now counts
     * as used; one that must wait (again) says from when and for what. It is for the address the person has now. {@link
     * Busy} is to be asked again.
     */
    @Transactional
    public List<Verdict> confirmAll(List<Permit> permits, Instant now) {
        Map<Permit, Ask> asks = new LinkedHashMap<>();
        permits.forEach(each -> asks.put(each, ask(each, now)));
        List<Verdict> verdicts = about(asks.values()).confirm(asks);
        rows.confirm(
                verdicts.stream()
                        .filter(Permit.class::isInstance)
                        .map(Permit.class::cast)
                        .toList(),
                now);
        return verdicts;
    }

    /** Gives a slot back that was not used: the message was skipped or failed for good. */
    @Transactional
    public void release(long permitId) {
        releaseAll(List.of(permitId));
    }

    /** The same for many, in one statement. */
    @Transactional
    public void releaseAll(Collection<Long> permitIds) {
        if (!permitIds.isEmpty()) {
            rows.release(permitIds, clock.instant());
        }
    }

    private Hearing about(Collection<Ask> asks) {
        Hearing hearing = hearing(contacts::findAll);
        hearing.expect(asks.stream().map(Ask::contact).toList());
        return hearing;
    }

    private static Ask ask(Permit permit, Instant now) {
        return new Ask(permit.contact(), permit.channel(), permit.messageClass(), null, now, permit.waitAfter());
    }
}
