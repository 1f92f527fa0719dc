package io.relance.pressure;

import io.relance.contact.ContactsMerged;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was said to a visitor was said to the person the visitor turned out to be. */
@Component
class MovePermits {

    private final PermitRows rows;

    MovePermits(PermitRows rows) {
        this.rows = rows;
    }

    @EventListener
    @Order(50)
    void on(ContactsMerged merged) {
        rows.move(merged.from(), merged.into());
    }
}
