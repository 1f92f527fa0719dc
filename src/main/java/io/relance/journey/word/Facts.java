package io.relance.journey.word;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.run.FormAnswers;
import io.relance.journey.run.Run;
import io.relance.loyalty.Coupons;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.pressure.Pressure;
import io.relance.shared.ContactId;
import io.relance.shop.Browsing;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what the words stand for from the rooms that own it. */
@Component
public class Facts {

    private final Contacts contacts;
    private final Timeline timeline;
    private final Orders orders;
    private final CartFacts carts;
    private final ShopProfile shop;
    private final Pressure pressure;
    private final Messages messages;
    private final Coupons coupons;
    private final FormAnswers forms;

    Facts(
            Contacts contacts,
            Timeline timeline,
            Orders orders,
            CartFacts carts,
            ShopProfile shop,
            Pressure pressure,
            Messages messages,
            Coupons coupons,
            FormAnswers forms) {
        this.contacts = contacts;
        this.timeline = timeline;
        this.orders = orders;
        this.carts = carts;
        this.shop = shop;
        this.pressure = pressure;
        this.messages = messages;
        this.coupons = coupons;
        this.forms = forms;
    }

    /** The words of a run at a moment. */
    public Words words(Run run, Instant now) {
        return new Words(this, run, now);
    }

    /** The contact's traits, and over them what we know for certain. */
    Map<String, Object> contactMap(ContactId id) {
        Map<String, Object> values = new HashMap<>();
        contacts.find(id).ifPresent(contact -> {
            values.putAll(contact.traits());
            values.put("userId", contact.userId());
            values.put("email", contact.email());
            values.put("phone", contact.phone());
            values.put("firstName", contact.firstName());
            values.put("lastName", contact.lastName());
            values.put("language", contact.language());
        });
        return values;
    }

    ZoneId zone(ContactId id) {
        return contacts.find(id).flatMap(contact -> contact.zone()).orElse(shop.timezone());
    }

    /** The run's latest message; null before the first. */
    Map<String, Object> lastMessage(Run run) {
        return messages.latest(run.enrolment())
                .map(message -> messageMap(run, message))
                .orElse(null);
    }

    private Map<String, Object> messageMap(Run run, Message message) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", message.state().code());
        values.put("skipped", message.state() == MessageState.SKIPPED);
        values.put("reason", message.reason());
        values.put("clicked", message.clickedAt() != null);
        values.put("reacted", message.clickedAt() != null || cameBack(run.contact(), message.sentAt()));
        values.put("template", message.template());
        values.put("channel", message.channel().code());
        values.put("sentAt", message.sentAt());
        return values;
    }

    private boolean cameBack(ContactId contact, Instant since) {
        return since != null && timeline.didAnySince(contact, Browsing.NAMES, since);
    }

    Map<String, Object> form(Run run) {
        return forms.latest(run.enrolment()).orElse(null);
    }

    Map<String, Object> coupon(Run run) {
        return coupons.latest(run.enrolment())
                .map(coupon -> Map.<String, Object>of(
                        "code", coupon.code(), "offer", coupon.offer(), "expiresAt", coupon.expiresAt()))
                .orElse(null);
    }

    Map<String, Object> shopMap() {
        ShopProfile.Automation automation = shop.automation();
        return Map.of(
                "name", shop.name(),
                "url", shop.url(),
                "currency", shop.currency().getCurrencyCode(),
                "automation",
                        Map.of(
                                "salesVolume", automation.salesVolume(),
                                "productComplexity", automation.productComplexity(),
                                "clientAttachment", automation.clientAttachment(),
                                "experiencePositioning", automation.experiencePositioning()));
    }

    CartFacts carts() {
        return carts;
    }

    Orders orders() {
        return orders;
    }

    Pressure pressure() {
        return pressure;
    }

    Contacts contacts() {
        return contacts;
    }
}
