package io.relance.journey.word;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.run.FormAnswers;
import io.relance.loyalty.Coupon;
import io.relance.loyalty.Coupons;
import io.relance.loyalty.Points;
import io.relance.loyalty.Referrals;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.pressure.Pressure;
import io.relance.segment.Segments;
import io.relance.shop.Browsing;
import io.relance.shop.Carts;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import io.relance.shop.occasion.Replenishments;
import io.relance.shop.shelf.Shelf;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what the words stand for from the rooms that own it. */
@Component
public class Facts {

    private final Contacts contacts;
    private final Timeline timeline;
    private final Orders orders;
    private final Shelf shelf;
    private final Replenishments replenishments;
    private final Carts carts;
    private final CartFacts cartFacts;
    private final ShopProfile shop;
    private final Pressure pressure;
    private final Messages messages;
    private final Coupons coupons;
    private final Points points;
    private final Referrals referrals;
    private final FormAnswers forms;
    private final Segments segments;

    Facts(
            Contacts contacts,
            Timeline timeline,
            Orders orders,
            Shelf shelf,
            Replenishments replenishments,
            Carts carts,
            CartFacts cartFacts,
            ShopProfile shop,
            Pressure pressure,
            Messages messages,
            Coupons coupons,
            Points points,
            Referrals referrals,
            FormAnswers forms,
            Segments segments) {
        this.contacts = contacts;
        this.timeline = timeline;
        this.orders = orders;
        this.shelf = shelf;
        this.replenishments = replenishments;
        this.carts = carts;
        this.cartFacts = cartFacts;
        this.shop = shop;
        this.pressure = pressure;
        this.messages = messages;
        this.coupons = coupons;
        this.points = points;
        this.referrals = referrals;
        this.forms = forms;
        this.segments = segments;
    }

    /** Begins a group of runs that one command is about. */
    public Group group(Queued queued) {
        return new Group(this, queued);
    }

    /** The contact's traits, and over them what we know for certain; empty for null. */
    static Map<String, Object> contactMap(Contact contact) {
        Map<String, Object> values = new HashMap<>();
        if (contact != null) {
            values.putAll(contact.traits());
            values.put("userId", contact.userId());
            values.put("email", contact.email());
            values.put("phone", contact.phone());
            values.put("firstName", contact.firstName());
            values.put("lastName", contact.lastName());
            values.put("language", contact.language());
        }
        return values;
    }

    ZoneId zone(Contact contact) {
        return contact == null ? shop.timezone() : contact.zone().orElse(shop.timezone());
    }

    /** Null for null. */
    static Map<String, Object> messageMap(Message message, BooleanSupplier cameBack) {
        if (message == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state", message.state().code());
        values.put("skipped", message.state() == MessageState.SKIPPED);
        values.put("reason", message.reason());
        values.put("clicked", message.clickedAt() != null);
        values.put("reacted", (Supplier<Object>) () -> message.clickedAt() != null || cameBack.getAsBoolean());
        values.put("template", message.template());
        values.put("channel", message.channel().code());
        values.put("sentAt", message.sentAt());
        return values;
    }

    /** Those who came back: they did something in the shop since. */
    Map<Timeline.Since, Boolean> cameBack(Collection<Timeline.Since> asked) {
        return timeline.didAnySince(asked, Browsing.NAMES).stream()
                .collect(Collectors.toMap(each -> each, each -> true));
    }

    /** Null for null. */
    static Map<String, Object> couponMap(Coupon coupon) {
        return coupon == null
                ? null
                : Map.of("code", coupon.code(), "offer", coupon.offer(), "expiresAt", coupon.expiresAt());
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

    CartFacts cartFacts() {
        return cartFacts;
    }

    Carts carts() {
        return carts;
    }

    Segments segments() {
        return segments;
    }

    Messages messages() {
        return messages;
    }

    Coupons coupons() {
        return coupons;
    }

    Points points() {
        return points;
    }

    Referrals referrals() {
        return referrals;
    }

    FormAnswers forms() {
        return forms;
    }

    Shelf shelf() {
        return shelf;
    }

    Replenishments replenishments() {
        return replenishments;
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
