package io.relance.segment;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What to propose to people who bought something. */
public interface Recommendations {

    /**
     * For each of these contacts, the best first, in few reads for all of them; who has never bought, or has everything
     * that would be proposed, is missing.
     */
    Map<ContactId, List<Recommendation>> of(Collection<ContactId> contacts);
}
