package io.relance.message;

import io.relance.contact.Contact;
import io.relance.message.Writing.About;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.shop.Cart;
import io.relance.shop.Carts;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Just before hand-over: does everything still hold? */
@Component
class AskAgain {

    private final Pressure pressure;
    private final Carts carts;

    AskAgain(Pressure pressure, Carts carts) {
        this.pressure = pressure;
        this.carts = carts;
    }

    /** The answer: go on, with what it is about now, or what becomes of it instead. */
    record Answer(About about, Outcome instead) {

        static Answer instead(Outcome outcome) {
            return new Answer(null, outcome);
        }

        static Answer skip(String reason, String detail) {
            return instead(new Outcome.Skipped(reason, detail));
        }
    }

    /** Asks; {@code contact} is null when the person is no longer there. */
    Answer ask(Claimed message, Contact contact, Instant now) {
        Draft draft = message.draft();
        if (contact == null) {
            return Answer.skip("content_contact_gone", "The contact no longer exists.");
        }
        if (draft.dropAfter() != null && now.isAfter(draft.dropAfter())) {
            return Answer.skip("content_too_late", "It was to be sent by " + draft.dropAfter() + " at the latest.");
        }
        Optional<Cart> cart = cart(draft);
        Optional<Outcome> refused = cartRefuses(draft, cart);
        return refused.map(Answer::instead).orElseGet(() -> confirm(message, contact, cart, now));
    }

    /** The cart a message is about, as it is now. */
    Optional<Cart> cart(Draft draft) {
        return draft.cartId() == null ? Optional.empty() : carts.find(draft.contact(), draft.cartId());
    }

    /** A message about an order goes out although, and because, its cart was bought. */
    private static Optional<Outcome> cartRefuses(Draft draft, Optional<Cart> cart) {
        if (draft.cartId() == null || draft.orderId() != null) {
            return Optional.empty();
        }
        if (cart.isPresent() && cart.get().status() == Cart.Status.ORDERED) {
            return Optional.of(new Outcome.Skipped("already_bought", "The cart was bought in the meantime."));
        }
        boolean empty = cart.isEmpty()
                || cart.get().status() == Cart.Status.EMPTIED
                || cart.get().lines().isEmpty();
        return empty
                ? Optional.of(new Outcome.Skipped("content_cart_empty", "The cart is empty or no longer there."))
                : Optional.empty();
    }

    private Answer confirm(Claimed message, Contact contact, Optional<Cart> cart, Instant now) {
        Verdict verdict = pressure.confirm(message.permit(), now);
        if (verdict instanceof Refusal refusal) {
            return Answer.skip(refusal.reason(), refusal.detail());
        }
        Permit permit = (Permit) verdict;
        return permit.from().isAfter(now)
                ? Answer.instead(new Outcome.Held(permit.from(), permit.heldFor()))
                : new Answer(new About(contact, cart, permit.address(), now), null);
    }
}
