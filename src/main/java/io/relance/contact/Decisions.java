package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The record of what was decided about each person and why; append-only. */
@Component
public class Decisions {

    /** Records decisions in the caller's transaction, one batched insert. */
    public void record(List<Decision> decisions) {
        throw new UnsupportedOperationException();
    }

    /** The newest decisions about a contact, newest first; of one journey, or of all when {@code journey} is null. */
    public List<Decision> newest(ContactId contact, String journey, int limit) {
        throw new UnsupportedOperationException();
    }
}
