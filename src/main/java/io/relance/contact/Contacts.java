package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people we know. */
@Component
public class Contacts {

    private final ContactRows rows;
    private final People people;
    private final Recorder recorder;

    Contacts(ContactRows rows, People people, Recorder recorder) {
        this.rows = rows;
        this.people = people;
        this.recorder = recorder;
    }

    /** The contact; one that was merged away answers as the one it became. */
    public Optional<Contact> find(ContactId id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /** Those of these contacts that exist, by the ids asked for; see {@link #find} for merged ones. */
    public Map<ContactId, Contact> findAll(Collection<ContactId> ids) {
        return rows.findAll(ids);
    }

    /** The contact with the shop's id. */
    public Optional<Contact> byUserId(String userId) {
        return rows.byUserId(userId);
    }

    /** The contacts that have this e-mail address now, however it is written. Reads every contact: for rare questions. */
    public List<Contact> byEmail(String email) {
        String address = Addresses.email(email);
        return address == null ? List.of() : rows.byEmail(address);
    }

    /** The contacts that have this E.164 number now. */
    public List<Contact> byPhone(String phone) {
        return rows.byPhone(phone);
    }

    /** The next contacts by their numbers, without those who became another; empty after the last. */
    public List<ContactId> after(ContactId past, int most) {
        return rows.after(past, most);
    }

    /** The one with the highest number; empty while there is nobody. */
    public Optional<ContactId> newest() {
        return rows.newest();
    }

    /** Sets traits of a contact; a null value removes the trait. Nothing happens where the contact is unknown. */
    @Transactional
    public void update(ContactId id, Map<String, Object> traits) {
        Person person = people.lock(List.of(id)).get(id);
        if (person != null) {
            person.tell(traits);
            recorder.changed(people.save(List.of(person)), Set.of(person.id()));
        }
    }

    /**
     * Locks these contacts' rows (in id order) until the transaction ends, so that their runs are counted once; answers
     * as {@link #findAll} does.
     */
    @Transactional
    public Map<ContactId, Contact> lock(Collection<ContactId> ids) {
        return rows.lock(ids);
    }

    /** Locks those of these contacts that nobody else has locked now, and answers them; it never waits. */
    @Transactional
    public Set<ContactId> lockFree(Collection<ContactId> ids) {
        return people.lockFree(ids);
    }

    /** The same, without those who have become another. */
    @Transactional
    public Set<ContactId> lockFreeThemselves(Collection<ContactId> ids) {
        return people.lockFreeThemselves(ids);
    }
}
