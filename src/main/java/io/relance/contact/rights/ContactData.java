package io.relance.contact.rights;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who the person is, and all that happened to them. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ContactData implements PersonalData {

    private static final String ITS = "t.contact_id = any(:contacts)";

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("contact.activity", ITS, "at, id"),
                new Held("contact.decision", ITS, "at, id"),
                new Held("contact.retention", ITS, "contact_id"),
                new Held("contact.identity", ITS, "kind, value"),
                new Held("contact.contact", "t.id = any(:contacts)", "id"));
    }
}
