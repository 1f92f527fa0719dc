package io.relance.segment.run;

import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is to be expected of the person, for the API; absent for who never bought, and until the first night. */
@Component
@Order(23)
class OutlookFacet implements Facet {

    private final OutlookRows rows;

    OutlookFacet(OutlookRows rows) {
        this.rows = rows;
    }

    @Override
    public String field() {
        return "value";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        return rows.of(contact.value()).map(told -> (Object) told);
    }
}
