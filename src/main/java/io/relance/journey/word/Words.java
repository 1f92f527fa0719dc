package io.relance.journey.word;

import io.relance.contact.Contact;
import io.relance.journey.run.Run;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The words of one run at one moment; each is read when it is first asked for, and what was read is remembered. */
public class Words {

    private final Facts facts;
    private final Run run;
    private final Instant now;
    private final Map<String, Object> known = new HashMap<>();
    private final Map<String, Object> seen = new LinkedHashMap<>();

    Words(Facts facts, Run run, Instant now) {
        this.facts = facts;
        this.run = run;
        this.now = now;
    }

    /** The run these words are about. */
    public Run run() {
        return run;
    }

    /** What a word stands for: a {@link Word}, or null when there is no such thing in this run. */
    public Object word(String name) {
        return switch (name) {
            // These change while a command runs: a message is sent, a form filled in.
            case "lastMessage", "form", "coupon" -> read(name);
            default -> known.computeIfAbsent(name, this::read);
        };
    }

    /** Adds the activity that is just happening, for the conditions of what waits for it. */
    public void happening(Map<String, Object> properties) {
        known.put("activity", map("activity", properties));
    }

    /** Forgets what it knows; after a step changed the contact. */
    public void forget() {
        known.clear();
    }

    /** Every path read so far with its value, in order: what a condition's answer rested on. */
    public Map<String, Object> seen() {
        return seen;
    }

    /** The value of a path such as {@code cart.changedAt}; null when it is not there. */
    public Object path(String path) {
        Object value = null;
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            value = i == 0 ? word(parts[0]) : value instanceof Word word ? word.get(parts[i]) : null;
        }
        return value;
    }

    private Object read(String name) {
        return switch (name) {
            case "contact" -> new ContactWord(contactMap(), run, facts, now, seen);
            case "cart" -> map(name, facts.carts().cart(run));
            case "order" -> map(name, facts.carts().order(run));
            case "product" -> map(name, facts.carts().product(run));
            case "trigger" -> map(name, run.trigger());
            case "lastMessage" -> map(name, facts.lastMessage(run));
            case "form" -> map(name, facts.form(run));
            case "coupon" -> map(name, facts.coupon(run));
            case "shop" -> map(name, facts.shopMap());
            case "timing" -> new Timing(now, zone(), this::path);
            default -> null;
        };
    }

    /** The word as plain JSON values, for decision tables and templates; empty when there is no such thing. */
    public Map<String, Object> plain(String name) {
        return word(name) instanceof MapWord map ? map.plain() : Map.of();
    }

    private Map<String, Object> contactMap() {
        return facts.contactMap(run.contact());
    }

    private java.time.ZoneId zone() {
        return facts.zone(run.contact());
    }

    private MapWord map(String name, Map<String, Object> values) {
        return values == null ? null : new MapWord(name, values, seen);
    }

    /** Who this run is about, as we know them now. */
    public Optional<Contact> contact() {
        return facts.contacts().find(contactId());
    }

    private ContactId contactId() {
        return run.contact();
    }
}
