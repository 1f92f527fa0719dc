package io.relance.consent;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.ContactsMerged;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people chose to hear of and when they asked for quiet: an append-only history, and what stands now. */
@Component
public class Preferences {

    private final ChoiceRows rows;
    private final Contacts contacts;

    Preferences(ChoiceRows rows, Contacts contacts) {
        this.rows = rows;
        this.contacts = contacts;
    }

    /** What a person chose; a contact that was merged away answers as the one it became. */
    public Choices of(ContactId contact) {
        ContactId person = present(contact);
        return ofAll(Set.of(person)).getOrDefault(person, Choices.NONE);
    }

    /**
     * The choices of many, in one read, by contacts as they are now (not merged away); a contact without any is
     * missing.
     */
    public Map<ContactId, Choices> ofAll(Collection<ContactId> people) {
        return rows.present(people);
    }

    /**
     * Keeps what a person chooses, with when, where and how; answers what stood before. What stands already adds
     * nothing to the history.
     */
    @Transactional
    public Choices choose(ContactId contact, Choices wanted, Grounds grounds) {
        contacts.lock(Set.of(contact));
        ContactId person = present(contact);
        Choices before = of(person);
        List<Choice> choices = Choice.between(person, before.at(grounds.at()), wanted.at(grounds.at()), grounds);
        if (!choices.isEmpty()) {
            rows.append(choices);
            rows.keep(person, wanted.at(grounds.at()));
        }
        return before;
    }

    /** Nothing more about this topic; everything else stays. Answers whether that is new. */
    @Transactional
    public boolean turnOff(ContactId contact, String topic, Grounds grounds) {
        contacts.lock(Set.of(contact));
        Choices before = of(contact);
        Set<String> off = new HashSet<>(before.topicsOff());
        boolean news = off.add(topic);
        if (news) {
            choose(contact, new Choices(off, before.pausedUntil()), grounds);
        }
        return news;
    }

    /** What {@code from} chose counts for {@code into}; of both the stricter. */
    @EventListener
    @Order(20)
    void on(ContactsMerged merged) {
        var standing = rows.present(List.of(merged.from(), merged.into()));
        rows.move(merged.from(), merged.into());
        Choices theirs = standing.getOrDefault(merged.into(), Choices.NONE);
        Choices both = theirs.stricter(standing.getOrDefault(merged.from(), Choices.NONE));
        if (!both.equals(theirs)) {
            rows.keep(merged.into(), both);
        }
    }

    private ContactId present(ContactId contact) {
        return contacts.find(contact).map(Contact::id).orElse(contact);
    }
}
