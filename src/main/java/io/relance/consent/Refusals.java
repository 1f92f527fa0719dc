package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.contact.StandingRefusals;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells who refused what, from the ledger. */
@Component
class Refusals implements StandingRefusals {

    private final ConsentRows rows;

    Refusals(ConsentRows rows) {
        this.rows = rows;
    }

    @Override
    public Map<ContactId, Set<String>> of(Collection<ContactId> people) {
        Map<ContactId, Set<String>> refused = new HashMap<>();
        rows.present(people)
                .forEach((person, topics) -> topics.forEach((topic, consent) -> {
                    if (consent.state() == State.WITHDRAWN || consent.state() == State.DENIED) {
                        refused.computeIfAbsent(person, id -> new HashSet<>()).add(topic.code());
                    }
                }));
        return refused;
    }
}
