package io.relance.message.history;

import io.relance.contact.ContactsMerged;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Messages to a visitor become those of the person the visitor turned out to be. */
@Component
class MovesMergedMessages {

    private final MessageTable table;

    MovesMergedMessages(MessageTable table) {
        this.table = table;
    }

    @EventListener
    @Order(60)
    void on(ContactsMerged merged) {
        table.move(merged.from(), merged.into());
    }
}
