package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Port: what people do not allow now; the room that knows implements it. */
public interface StandingRefusals {

    /** By contact, the channels somebody said no to last, as events name them in lower case; who refused none is missing. */
    Map<ContactId, Set<String>> of(Collection<ContactId> people);
}
