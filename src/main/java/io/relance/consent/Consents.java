package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The consent ledger: append-only; the most recent explicit act wins. */
@Component
public class Consents {

    private final ConsentRows rows;
    private final Contacts contacts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(ConsentRows rows, Contacts contacts, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.contacts = contacts;
        this.events = events;
        this.clock = clock;
    }

    /** The present state of one topic; {@code UNKNOWN} when nothing was ever said. */
    public Consent of(ContactId contact, ConsentTopic topic) {
        return of(contact).getOrDefault(topic, Precedence.UNKNOWN);
    }

    /** The present state of every topic something was said about. */
    public Map<ConsentTopic, Consent> of(ContactId contact) {
        ContactId person = contacts.find(contact).map(Contact::id).orElse(contact);
        return ofAll(Set.of(person)).getOrDefault(person, Map.of());
    }

    /**
     * The present states of many, in one read, by contacts as they are now (not merged away); one of whom nothing is
     * known is missing.
     */
    public Map<ContactId, Map<ConsentTopic, Consent>> ofAll(Collection<ContactId> people) {
        return rows.present(people);
    }

    /** Withdraws a consent, by an act whose proof is kept (a signed link's id, a message's text). */
    @Transactional
    public void withdraw(ContactId contact, ConsentTopic topic, Instant at, String source, String proof) {
        contacts.lock(Set.of(contact));
        ContactId person = contacts.find(contact).map(Contact::id).orElse(contact);
        tell(apply(
                List.of(new Act(person, topic, State.WITHDRAWN, "objection", at, source, null, proof, "the person"))));
    }

    /** Says that these people's consents changed, where no activity does; all at once, as who hears it locks rows. */
    void tell(Set<ContactId> changed) {
        if (!changed.isEmpty()) {
            events.publishEvent(new ConsentsChanged(Set.copyOf(changed)));
        }
    }

    /**
     * Adds acts to the ledger, in this order; whoever calls holds the contacts' locks. Answers who allows anything else
     * than before.
     */
    Set<ContactId> apply(List<Act> told) {
        var words = rows.present(told.stream().map(Act::contact).toList());
        var acts = new ArrayList<Act>();
        var changed = new HashMap<ContactId, Map<ConsentTopic, Consent>>();
        var others = new HashSet<ContactId>();
        Instant now = clock.instant();
        for (Act each : told) {
            var topics = words.computeIfAbsent(each.contact(), id -> new EnumMap<>(ConsentTopic.class));
            Consent before =
                    topics.getOrDefault(each.topic(), Precedence.UNKNOWN).notAfter(now);
            Act act = each.notAfter(now).inLightOf(before);
            Consent after = Precedence.after(before, act.consent());
            if (after.equals(act.consent())) {
                topics.put(act.topic(), after);
                changed.computeIfAbsent(act.contact(), id -> new EnumMap<>(ConsentTopic.class))
                        .put(act.topic(), after);
                if (after.state() != before.state()) {
                    others.add(act.contact());
                }
            }
            if (act.isExplicit() || after.equals(act.consent())) {
                acts.add(act);
            }
        }
        rows.append(acts);
        rows.keep(changed);
        return others;
    }

    /** What was said by {@code from} counts for {@code into}; on each topic the stricter word. */
    void merge(ContactId from, ContactId into) {
        var words = rows.present(List.of(from, into));
        var theirs = words.getOrDefault(into, Map.of());
        rows.move(from, into);
        var stricter = new EnumMap<ConsentTopic, Consent>(ConsentTopic.class);
        words.getOrDefault(from, Map.of()).forEach((topic, consent) -> {
            Consent before = theirs.getOrDefault(topic, Precedence.UNKNOWN);
            if (!before.equals(Precedence.stricter(consent, before))) {
                stricter.put(topic, new Consent(consent.state(), "merge", later(consent.at(), before.at())));
            }
        });
        rows.append(stricter.entrySet().stream()
                .map(each -> Act.ofMerge(into, each.getKey(), each.getValue()))
                .toList());
        rows.keep(Map.of(into, stricter));
    }

    /** An act that comes late and lies before either word must not undo what the merge decided. */
    private static Instant later(Instant one, Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
