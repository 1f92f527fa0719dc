package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Double opt-in: a yes from a source that asks for it counts only once its person has confirmed it, by a link that
 * reached the address in question.
 */
@Component
public class Confirmations {

    /** The source of a consent that was confirmed. */
    public static final String SOURCE = "double_opt_in";

    private final AskingRows rows;
    private final Consents consents;
    private final Contacts contacts;
    private final ConsentSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Confirmations(
            AskingRows rows,
            Consents consents,
            Contacts contacts,
            ConsentSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.consents = consents;
        this.contacts = contacts;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Fact: these people, of one batch, are to be asked to confirm, once. Published in the same transaction. */
    public record Wanted(List<Asking> askings) {}

    /** What can become of an asking now. */
    public enum Standing {
        /** It may be confirmed. */
        OPEN,
        /** The person allows it: they confirmed it, or said yes elsewhere. */
        GRANTED,
        /** Its time is over. */
        EXPIRED,
        /** The person said no since, or has another address now. */
        OUTDATED
    }

    /**
     * Takes yeses that must be confirmed, after everything else of their batch was learnt. Whoever allows it already,
     * or said no later, is not asked; to one address goes no second message within the setting.
     *
     * @param told the acts, and for each whether it is young enough to speak to the person about it
     */
    void ask(Map<Act, Boolean> told) {
        var present = consents.ofAll(told.keySet().stream().map(Act::contact).toList());
        List<Act> open = told.keySet().stream()
                .filter(act -> mustAsk(
                        act,
                        present.getOrDefault(act.contact(), Map.of()).getOrDefault(act.topic(), Precedence.UNKNOWN)))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<Asking> askings = askings(open);
        rows.add(askings);
        List<Asking> young = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (told.get(open.get(i)) && askings.get(i).address() != null) {
                young.add(askings.get(i));
            }
        }
        List<Asking> wanted = notAskedLately(young);
        if (!wanted.isEmpty()) {
            events.publishEvent(new Wanted(wanted));
        }
    }

    private static boolean mustAsk(Act act, Consent present) {
        return present.state() != State.GRANTED && !saidNoSince(act.at(), present);
    }

    private List<Asking> askings(List<Act> acts) {
        Map<ContactId, Contact> people =
                contacts.findAll(acts.stream().map(Act::contact).collect(Collectors.toSet()));
        Deque<Long> ids = new ArrayDeque<>(rows.newIds(acts.size()));
        Instant expiresAt = clock.instant().plus(settings.confirmWithin());
        return acts.stream()
                .map(act -> new Asking(
                        ids.remove(),
                        act.contact(),
                        act.topic(),
                        address(people.get(act.contact()), act.topic()),
                        new Grounds(act.at(), act.source(), act.wording(), act.proof(), act.actor()),
                        expiresAt,
                        null,
                        null))
                .toList();
    }

    /** Whoever types in somebody else's address makes us write to it once, however many visitors they seem to be. */
    private List<Asking> notAskedLately(List<Asking> askings) {
        Set<String> asked = askings.isEmpty()
                ? new HashSet<>()
                : rows.askedAfter(
                        askings.stream().map(Asking::address).toList(),
                        clock.instant().minus(settings.confirmAgainAfter()));
        return askings.stream()
                .filter(each -> asked.add(each.topic().code() + " " + each.address()))
                .toList();
    }

    private static boolean saidNoSince(Instant asked, Consent present) {
        boolean no = present.state() == State.WITHDRAWN || present.state() == State.DENIED;
        return no && !present.at().isBefore(asked);
    }

    private static String address(Contact contact, ConsentTopic topic) {
        if (contact == null) {
            return null;
        }
        return topic == ConsentTopic.EMAIL ? contact.email() : contact.phone();
    }

    /** Keeps which message asks for which confirmation: by the asking's id. */
    @Transactional
    public void mailed(Map<Long, Long> messages) {
        if (!messages.isEmpty()) {
            rows.mailed(messages);
        }
    }

    /** The asking with this id. */
    public Optional<Asking> find(long id) {
        return rows.find(id);
    }

    /** What these messages ask to confirm, by message; one that asks nothing is missing. */
    public Map<Long, Asking> ofMessages(Collection<Long> messages) {
        return rows.ofMessages(messages).stream().collect(Collectors.toMap(Asking::message, each -> each));
    }

    /** What a message has asked this person to confirm and still may be. */
    public Set<ConsentTopic> waiting(ContactId contact) {
        return rows.unconfirmed(contact).stream()
                .filter(each -> standing(each) == Standing.OPEN)
                .map(Asking::topic)
                .collect(Collectors.toSet());
    }

    /** What can become of it now. */
    public Standing standing(Asking asking) {
        Contact contact = contacts.find(asking.contact()).orElse(null);
        if (contact == null) {
            return Standing.OUTDATED;
        }
        Consent present = consents.of(contact.id(), asking.topic());
        if (present.state() == State.GRANTED) {
            return Standing.GRANTED;
        }
        boolean outdated = asking.confirmedAt() != null
                || saidNoSince(asking.grounds().at(), present)
                || !Objects.equals(asking.address(), address(contact, asking.topic()));
        if (outdated) {
            return Standing.OUTDATED;
        }
        return clock.instant().isBefore(asking.expiresAt()) ? Standing.OPEN : Standing.EXPIRED;
    }

    /** Keeps when it was confirmed, and by which words; the yes itself is told to the timeline. */
    @Transactional
    public void confirmed(long id, Instant at, String wording) {
        rows.confirmed(id, at, wording);
    }

    @EventListener
    @Order(20)
    void on(ContactsMerged merged) {
        rows.move(merged.from(), merged.into());
    }
}
