package io.relance.segment.living;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.segment.tally.Recount;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts some people's past anew and sees to it that each has their row, in the transaction of whoever asks. Where they
 * belong is left to a look at everybody.
 */
@Component
public class CountsAnew {

    private final Contacts contacts;
    private final Recount recount;
    private final PersonRows people;

    CountsAnew(Contacts contacts, Recount recount, PersonRows people) {
        this.contacts = contacts;
        this.recount = recount;
        this.people = people;
    }

    /** Counts for those of them that are there and have not become another; answers how many activities that were. */
    public long count(Collection<ContactId> asked) {
        Map<ContactId, Contact> locked = contacts.lock(asked);
        List<Contact> there = locked.entrySet().stream()
                .filter(each -> each.getKey().equals(each.getValue().id()))
                .map(Map.Entry::getValue)
                .toList();
        if (there.isEmpty()) {
            return 0;
        }
        Recount.Result counted = recount.count(there.stream().map(Contact::id).toList());
        people.touch(counted.browsed().entrySet().stream()
                .map(each -> new PersonRows.Touch(each.getKey(), each.getValue(), null))
                .toList());
        people.declare(there.stream().map(Declarations::of).toList());
        return counted.activities();
    }
}
