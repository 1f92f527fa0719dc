package io.relance.pressure.hearing;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.Ask;
import io.relance.pressure.Hearing;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Saying;
import io.relance.pressure.Verdict;
import io.relance.pressure.ledger.Ledger;
import io.relance.pressure.ledger.Reservation;
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

/** The gate, whose answers are kept in the ledger. */
@Component
class HeardPressure implements Pressure {

    private final Hearings hearings;
    private final Ledger ledger;
    private final Contacts contacts;
    private final Clock clock;

    HeardPressure(Hearings hearings, Ledger ledger, Contacts contacts, Clock clock) {
        this.hearings = hearings;
        this.ledger = ledger;
        this.contacts = contacts;
        this.clock = clock;
    }

    @Override
    public Hearing hearing(Function<Collection<ContactId>, Map<ContactId, Contact>> people) {
        return hearings.open(people);
    }

    @Override
    @Transactional
    public Verdict request(Ask ask) {
        return requestAll(List.of(ask)).get(0);
    }

    @Override
    @Transactional
    public List<Verdict> requestAll(List<Ask> asks) {
        Hearing hearing = about(asks);
        List<Verdict> verdicts = asks.stream().map(hearing::request).toList();
        hearing.write();
        return verdicts;
    }

    @Override
    public Verdict consider(Ask ask) {
        return about(List.of(ask)).consider(ask);
    }

    @Override
    @Transactional
    public Verdict confirm(Permit permit, Instant now) {
        return confirmAll(List.of(permit), now).get(0);
    }

    @Override
    @Transactional
    public List<Verdict> confirmAll(List<Permit> permits, Instant now) {
        Map<Permit, Ask> asks = new LinkedHashMap<>();
        permits.forEach(each -> asks.put(each, ask(each, now)));
        List<Verdict> verdicts = about(asks.values()).confirm(asks);
        ledger.confirm(
                verdicts.stream()
                        .filter(Permit.class::isInstance)
                        .map(Permit.class::cast)
                        .toList(),
                now);
        return verdicts;
    }

    @Override
    @Transactional
    public void happened(Ask ask) {
        Permit permit = new Permit(
                ledger.newIds(1).get(0),
                ask.contact(),
                ask.channel(),
                ask.messageClass(),
                "",
                ask.at(),
                null,
                null,
                null);
        ledger.reserve(List.of(new Reservation(permit, ask.step(), ask.saying(), ask.at())));
        ledger.use(permit.id(), ask.at());
    }

    @Override
    @Transactional
    public void used(long permitId, Instant at) {
        ledger.use(permitId, at);
    }

    @Override
    @Transactional
    public void release(long permitId) {
        releaseAll(List.of(permitId));
    }

    @Override
    @Transactional
    public void releaseAll(Collection<Long> permitIds) {
        if (!permitIds.isEmpty()) {
            ledger.release(permitIds, clock.instant());
        }
    }

    private TransactionHearing about(Collection<Ask> asks) {
        TransactionHearing hearing = hearings.open(contacts::findAll);
        hearing.expect(asks.stream().map(Ask::contact).toList());
        return hearing;
    }

    /** What is to be said is in the ledger. */
    private static Ask ask(Permit permit, Instant now) {
        return new Ask(
                permit.contact(),
                permit.channel(),
                permit.messageClass(),
                null,
                now,
                permit.waitAfter(),
                Saying.ANYTHING);
    }
}
