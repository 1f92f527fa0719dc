package io.relance.message.sending;

import io.relance.contact.Contact;
import io.relance.message.Draft;
import io.relance.message.LastObjections;
import io.relance.message.writing.About;
import io.relance.pressure.Busy;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.pressure.Why;
import io.relance.shared.ContactId;
import io.relance.shop.Cart;
import io.relance.shop.Carts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Just before hand-over: does everything still hold? Asked for a whole batch, one read per kind of fact. */
@Component
class AskAgain {

    /** Whoever is at work for the person is done by then. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Pressure pressure;
    private final Carts carts;
    private final List<LastObjections> objections;

    AskAgain(Pressure pressure, Carts carts, List<LastObjections> objections) {
        this.pressure = pressure;
        this.carts = carts;
        this.objections = objections;
    }

    /** The answer: go on, with what it is about now ({@code instead} null), or what becomes of it instead. */
    record Answer(Claimed message, About about, Outcome instead) {}

    /** Asks; who is missing in {@code people} is no longer there. */
    List<Answer> ask(List<Claimed> messages, Map<ContactId, Contact> people, Instant now) {
        Map<Carts.Name, Cart> found = carts(messages);
        List<Answer> answers = new ArrayList<>(messages.size());
        List<Answer> open = new ArrayList<>();
        for (Claimed message : messages) {
            Contact contact = people.get(message.draft().contact());
            Optional<Cart> cart = Optional.ofNullable(found.get(name(message.draft())));
            Outcome instead = refused(message, contact, cart, now).orElse(null);
            Answer answer = new Answer(message, new About(contact, cart, null, now), instead);
            (instead == null ? open : answers).add(answer);
        }
        answers.addAll(confirmed(unopposed(open, answers), now));
        return answers;
    }

    /** Those nothing speaks against that only the rooms above know; the others are answered. */
    private List<Answer> unopposed(List<Answer> open, List<Answer> answers) {
        if (open.isEmpty() || objections.isEmpty()) {
            return open;
        }
        Map<Long, Draft> drafts = new HashMap<>();
        open.forEach(
                answer -> drafts.put(answer.message().id(), answer.message().draft()));
        Map<Long, Why> against = new HashMap<>();
        objections.forEach(room -> against.putAll(room.to(drafts)));
        List<Answer> unopposed = new ArrayList<>(open.size());
        for (Answer answer : open) {
            Why why = against.get(answer.message().id());
            if (why == null) {
                unopposed.add(answer);
            } else {
                answers.add(new Answer(answer.message(), answer.about(), new Outcome.Skipped(why, null)));
            }
        }
        return unopposed;
    }

    private Map<Carts.Name, Cart> carts(List<Claimed> messages) {
        List<Carts.Name> names = messages.stream()
                .map(Claimed::draft)
                .filter(draft -> draft.cartId() != null)
                .map(AskAgain::name)
                .toList();
        return names.isEmpty() ? Map.of() : carts.findAll(names);
    }

    private static Carts.Name name(Draft draft) {
        return new Carts.Name(draft.contact(), draft.cartId());
    }

    /** The cart a message is about, as it is now. */
    Optional<Cart> cart(Draft draft) {
        return draft.cartId() == null ? Optional.empty() : carts.find(draft.contact(), draft.cartId());
    }

    private static Optional<Outcome> refused(Claimed message, Contact contact, Optional<Cart> cart, Instant now) {
        if (message.withdrawn() != null) {
            return Optional.of(message.withdrawn());
        }
        Draft draft = message.draft();
        if (contact == null) {
            return skip("content_contact_gone", "The contact no longer exists.", "Ce contact n’existe plus.");
        }
        if (draft.dropAfter() != null && now.isAfter(draft.dropAfter())) {
            String latest = draft.dropAfter().toString();
            Why late = new Why(
                    "content_too_late",
                    "It came too late to be worth sending.",
                    "Il arrivait trop tard pour valoir d’être envoyé.",
                    Map.of("latest", latest));
            return Optional.of(new Outcome.Skipped(late, null));
        }
        // A message about an order goes out although, and because, its cart was bought.
        return draft.cartId() == null || draft.orderId() != null ? Optional.empty() : cartRefuses(cart);
    }

    private static Optional<Outcome> cartRefuses(Optional<Cart> cart) {
        if (cart.isPresent() && cart.get().status() == Cart.Status.ORDERED) {
            return skip(
                    "already_bought", "The cart was bought in the meantime.", "Le panier a été acheté entre-temps.");
        }
        boolean empty = cart.isEmpty()
                || cart.get().status() == Cart.Status.EMPTIED
                || cart.get().lines().isEmpty();
        return empty
                ? skip(
                        "content_cart_empty",
                        "The cart is empty or no longer there.",
                        "Le panier est vide ou n’existe plus.")
                : Optional.empty();
    }

    private static Optional<Outcome> skip(String reason, String detail, String french) {
        return Optional.of(new Outcome.Skipped(reason, detail, french));
    }

    private List<Answer> confirmed(List<Answer> open, Instant now) {
        if (open.isEmpty()) {
            return open;
        }
        List<Verdict> verdicts = pressure.confirmAll(
                open.stream().map(answer -> answer.message().permit()).toList(), now);
        List<Answer> answers = new ArrayList<>(open.size());
        for (int i = 0; i < open.size(); i++) {
            answers.add(confirmed(open.get(i), verdicts.get(i), now));
        }
        return answers;
    }

    private static Answer confirmed(Answer open, Verdict verdict, Instant now) {
        if (verdict instanceof Refusal refusal) {
            return new Answer(open.message(), null, new Outcome.Skipped(refusal.why(), refusal.next()));
        }
        if (verdict instanceof Busy) {
            return new Answer(
                    open.message(),
                    null,
                    new Outcome.Untouched(now.plus(MOMENT), "somebody is at work for the person", false, null));
        }
        Permit permit = (Permit) verdict;
        return permit.from().isAfter(now)
                ? new Answer(open.message(), null, new Outcome.Held(permit.from(), permit.waits()))
                : new Answer(open.message(), open.about().to(permit.address()), null);
    }
}
