package io.relance.pressure;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The slots that were given to speak to a person. */
@Component
@Order(30)
class PermitData implements PersonalData {

    @Override
    public List<Held> tables() {
        return List.of(new Held("pressure.permit", "t.contact_id = any(:contacts)", "reserved_at, id"));
    }
}
