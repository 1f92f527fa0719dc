package io.relance.pressure.ledger;

import io.relance.contact.ContactsMerged;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was said to a visitor was said to the person the visitor turned out to be. */
@Component
class MovePermits {

    private final Ledger ledger;

    MovePermits(Ledger ledger) {
        this.ledger = ledger;
    }

    @EventListener
    @Order(50)
    void on(ContactsMerged merged) {
        ledger.move(merged.from(), merged.into());
    }
}
