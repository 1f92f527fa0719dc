package io.relance.pressure.ledger;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The slots that were given to speak to a person, and why nobody speaks to them for now. */
@Component
@Order(30)
class LedgerData implements PersonalData {

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("pressure.permit", "t.contact_id = any(:contacts)", "reserved_at, id"),
                new Held("pressure.silence", "t.contact_id = any(:contacts)", "since, kind"));
    }
}
