package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The people we know. */
@Component
public class Contacts {

    /** The contact; one that was merged away answers as the one it became. */
    public Optional<Contact> find(ContactId id) {
        throw new UnsupportedOperationException();
    }

    /** Those of these contacts that exist. */
    public Map<ContactId, Contact> findAll(Collection<ContactId> ids) {
        throw new UnsupportedOperationException();
    }

    /** The contact with the shop's id. */
    public Optional<Contact> byUserId(String userId) {
        throw new UnsupportedOperationException();
    }

    /** The contacts that have this E.164 number now. */
    public java.util.List<Contact> byPhone(String phone) {
        throw new UnsupportedOperationException();
    }

    /** Sets traits of a contact; a null value removes the trait. */
    public void update(ContactId id, Map<String, Object> traits) {
        throw new UnsupportedOperationException();
    }

    /** Locks these contacts' rows (in id order) until the transaction ends, so that their runs are counted once. */
    public void lock(Collection<ContactId> ids) {
        throw new UnsupportedOperationException();
    }
}
