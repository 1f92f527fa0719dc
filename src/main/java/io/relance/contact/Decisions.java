package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The record of what was decided about each person and why; append-only. */
@Component
public class Decisions {

    private final DecisionRows rows;
    private final Months months;

    Decisions(DecisionRows rows, Months months) {
        this.rows = rows;
        this.months = months;
    }

    /** Records decisions in the caller's transaction, one batched insert. */
    @Transactional
    public void record(List<Decision> decisions) {
        if (!decisions.isEmpty()) {
            months.ensure(Months.DECISION, decisions.stream().map(Decision::at).toList());
            rows.insert(decisions);
            ContactMeters.decided(decisions);
        }
    }

    /** The newest decisions about a contact, newest first; of one journey, or of all when {@code journey} is null. */
    public List<Decision> newest(ContactId contact, String journey, int limit) {
        return rows.newest(contact, journey, limit);
    }
}
