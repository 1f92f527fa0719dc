package io.relance.journey;

import io.relance.contact.Activity;
import io.relance.contact.Contacts;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.Wakes;
import io.relance.journey.engine.Wakes.Wake;
import io.relance.shared.ContactId;
import io.relance.shop.CartOrderedByAnother;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A cart that somebody else ordered: the runs about that very cart hear of the order, nothing else of its owner does.
 * Where that fails, the cart is ordered all the same, and so nobody is reminded of it.
 */
@Component
class OrdersByOthers {

    private static final Logger log = LoggerFactory.getLogger(OrdersByOthers.class);

    private final Wakes wakes;
    private final Commands commands;
    private final Contacts contacts;
    private final TransactionTemplate nested;

    OrdersByOthers(Wakes wakes, Commands commands, Contacts contacts, PlatformTransactionManager transactions) {
        this.wakes = wakes;
        this.commands = commands;
        this.contacts = contacts;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @EventListener
    void on(CartOrderedByAnother event) {
        if (!event.order().live()) {
            return;
        }
        contacts.lock(Set.of(event.owner()));
        List<Wake> waiting = wakes.candidates(List.of(ofOwner(event.order(), event.owner())));
        if (waiting.isEmpty()) {
            return;
        }
        try {
            nested.executeWithoutResult(status -> commands.run(() -> wakes.wakeForCart(waiting, event.cartId())));
        } catch (RuntimeException e) {
            if (Commands.passes(e)) {
                throw e;
            }
            log.warn("a run about a cart that somebody else ordered could not be told", e);
        }
    }

    private static Activity ofOwner(Activity order, ContactId owner) {
        return new Activity(
                order.id(), owner, order.at(), order.name(), order.properties(), order.source(), order.live());
    }
}
