package io.relance.journey.word;

import io.relance.contact.Contact;
import io.relance.contact.Timeline;
import io.relance.journey.run.Run;
import io.relance.journey.run.RunKeys;
import io.relance.loyalty.Coupon;
import io.relance.loyalty.Standing;
import io.relance.message.Message;
import io.relance.pressure.Hearing;
import io.relance.shared.ContactId;
import io.relance.shop.Cart;
import io.relance.shop.Carts;
import io.relance.shop.CustomerValue;
import io.relance.shop.Order;
import io.relance.shop.Orders;
import io.relance.shop.occasion.Replenishments;
import io.relance.shop.shelf.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runs that one command is about: each kind of fact is read for all of them when it is first asked of one. */
public class Group {

    private final Facts facts;
    private final Queued queued;
    private final ReadAhead<ContactId, Contact> contacts;
    private final ReadAhead<Carts.Name, Cart> carts;
    private final ReadAhead<Orders.Name, Order> orders;
    private final ReadAhead<String, Product> products;
    private final ReadAhead<Replenishments.Of, Instant> usedUp;
    private final ReadAhead<ContactId, CustomerValue> orderValues;
    private final ReadAhead<Long, Message> messages;
    private final ReadAhead<Timeline.Since, Boolean> cameBack;
    private final ReadAhead<Long, Map<String, Object>> forms;
    private final ReadAhead<Long, Coupon> coupons;
    private final ReadAhead<ContactId, Set<String>> segments;
    private final ReadAhead<ContactId, Standing> standings;
    private final ReadAhead<ContactId, String> referralCodes;
    private final Hearing hearing;

    Group(Facts facts, Queued queued) {
        this.facts = facts;
        this.queued = queued;
        contacts = new ReadAhead<>(facts.contacts()::findAll);
        carts = new ReadAhead<>(facts.carts()::findAll);
        orders = new ReadAhead<>(facts.orders()::findAll);
        products = new ReadAhead<>(facts.shelf()::findAll);
        usedUp = new ReadAhead<>(facts.replenishments()::usedUpAt);
        orderValues = new ReadAhead<>(facts.orders()::values);
        messages = new ReadAhead<>(runs -> {
            queued.settle();
            return facts.messages().latest(runs);
        });
        cameBack = new ReadAhead<>(facts::cameBack);
        forms = new ReadAhead<>(facts.forms()::latest);
        coupons = new ReadAhead<>(facts.coupons()::latest);
        segments = new ReadAhead<>(facts.segments()::of);
        referralCodes = new ReadAhead<>(facts.referrals()::codes);
        standings = new ReadAhead<>(people -> {
            queued.settle();
            return facts.points().standings(people);
        });
        hearing = facts.pressure().hearing(contacts::getAll);
    }

    /** One more run the command is about. */
    public void expect(Run run) {
        contacts.expect(run.contact());
        orderValues.expect(run.contact());
        segments.expect(run.contact());
        hearing.expect(List.of(run.contact()));
        carts.expect(cartName(run));
        orders.expect(orderName(run));
        products.expect(RunKeys.product(run));
        usedUp.expect(supply(run));
        messages.expect(run.enrolment());
        forms.expect(run.enrolment());
        coupons.expect(run.enrolment());
        referralCodes.expect(run.contact());
        standings.expect(run.contact());
    }

    /** Contacts the caller has read, under lock, for its own purposes. */
    public void know(Map<ContactId, Contact> read) {
        contacts.know(read);
    }

    /** The words of one of the runs at a moment. */
    public Words words(Run run, Instant now) {
        expect(run);
        return new Words(facts, this, run, now);
    }

    /** Whether we may speak to these people. */
    public Hearing hearing() {
        return hearing;
    }

    /** What the word stands for has changed for this run. */
    void forget(String word, Run run) {
        switch (word) {
            case "contact" -> {
                contacts.forget(run.contact());
                segments.forget(run.contact());
                hearing.forget(run.contact());
            }
            case "lastMessage" -> messages.forget(run.enrolment());
            case "form" -> forms.forget(run.enrolment());
            case "points" -> standings.forget(run.contact());
            case "coupon" -> coupons.forget(run.enrolment());
            default -> throw new IllegalArgumentException("no step changes " + word);
        }
    }

    /** Null when the contact does not exist (any more). */
    Contact contact(Run run) {
        return contacts.get(run.contact());
    }

    /** The segments the person is in, by name. */
    Set<String> segments(Run run) {
        Set<String> found = segments.get(run.contact());
        return found == null ? Set.of() : found;
    }

    CustomerValue orderValue(Run run) {
        CustomerValue value = orderValues.get(run.contact());
        return value == null ? CustomerValue.NONE : value;
    }

    /** Null when the run is about no cart. */
    Cart cart(Run run) {
        Carts.Name name = cartName(run);
        return name == null ? null : carts.get(name);
    }

    /** Null when the run is about no order. */
    Order order(Run run) {
        Orders.Name name = orderName(run);
        return name == null ? null : orders.get(name);
    }

    /** The run's product as it stands on the shelf; null when it is about none, or nobody told of it. */
    Product product(Run run) {
        String product = RunKeys.product(run);
        return product == null ? null : products.get(product);
    }

    /** When the person has used up the run's product; null when that is not known. */
    Instant usedUpAt(Run run) {
        Replenishments.Of supply = supply(run);
        return supply == null ? null : usedUp.get(supply);
    }

    private static Replenishments.Of supply(Run run) {
        String product = RunKeys.product(run);
        return product == null ? null : new Replenishments.Of(run.contact(), product);
    }

    /** The run's latest message; null before the first. */
    Message lastMessage(Run run) {
        Message fresh = queued.latest(run.enrolment());
        return fresh == null ? messages.get(run.enrolment()) : fresh;
    }

    /** Whether the person did something in the shop since the run's latest message was sent. */
    boolean cameBack(Run run) {
        Message last = lastMessage(run);
        if (last == null || last.sentAt() == null) {
            return false;
        }
        messages.known().forEach(message -> cameBack.expect(since(message)));
        return cameBack.get(since(last)) != null;
    }

    private static Timeline.Since since(Message message) {
        return message.sentAt() == null ? null : new Timeline.Since(message.contact(), message.sentAt());
    }

    /** The run's messages, oldest first. */
    List<Message> messages(Run run) {
        queued.settle();
        return facts.messages().of(run.enrolment());
    }

    /** Null before the first form. */
    Map<String, Object> form(Run run) {
        return forms.get(run.enrolment());
    }

    /** Null for somebody the shop does not know by an id. */
    String referralCode(Run run) {
        return referralCodes.get(run.contact());
    }

    Standing standing(Run run) {
        return standings.get(run.contact());
    }

    /** Null before the first coupon. */
    Coupon coupon(Run run) {
        return coupons.get(run.enrolment());
    }

    private static Carts.Name cartName(Run run) {
        String cart = RunKeys.cart(run);
        return cart == null ? null : new Carts.Name(run.contact(), cart);
    }

    private static Orders.Name orderName(Run run) {
        String order = RunKeys.order(run);
        return order == null ? null : new Orders.Name(run.contact(), order);
    }
}
