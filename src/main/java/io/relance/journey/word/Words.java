package io.relance.journey.word;

import io.relance.contact.Contact;
import io.relance.journey.run.Run;
import io.relance.message.Message;
import io.relance.pressure.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of one run at one moment; each is read when it is first asked for, and what was read is remembered. */
public class Words {

    private final Facts facts;
    private final Group group;
    private final Run run;
    private final Instant now;
    private final Map<String, Object> known = new HashMap<>();
    private final Map<String, Object> seen = new LinkedHashMap<>();
    private final Map<String, Refusal> refused = new LinkedHashMap<>();

    Words(Facts facts, Group group, Run run, Instant now) {
        this.facts = facts;
        this.group = group;
        this.run = run;
        this.now = now;
    }

    /** The run these words are about. */
    public Run run() {
        return run;
    }

    /** What a word stands for: a {@link Word}, or null when there is no such thing in this run. */
    public Object word(String name) {
        return known.computeIfAbsent(name, this::read);
    }

    /** Adds the activity that is just happening, for the conditions of what waits for it. */
    public void happening(Map<String, Object> properties) {
        known.put("activity", map("activity", properties));
    }

    /** What a word ({@code contact, lastMessage, form, coupon, points}) stands for has changed: it is read anew. */
    public void changed(String word) {
        known.clear();
        group.forget(word, run);
    }

    /** Every path read so far with its value, in order: what a condition's answer rested on. */
    public Map<String, Object> seen() {
        return seen;
    }

    /** The refusals of the gate that stand behind what was read, by path. */
    public Map<String, Refusal> refused() {
        return refused;
    }

    /** Where the clock hangs of who this run is about; the shop's where nobody says. */
    public ZoneId zone() {
        return facts.zone(group.contact(run));
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
            case "contact" -> new ContactWord(Facts.contactMap(group.contact(run)), run, group, now, seen, refused);
            case "cart" -> map(name, facts.cartFacts().cart(group.cart(run)));
            case "order" -> map(name, CartFacts.order(group.order(run)));
            case "product" -> map(name, product());
            case "trigger" -> map(name, run.trigger());
            case "lastMessage" -> map(name, Facts.messageMap(group.lastMessage(run), () -> group.cameBack(run)));
            case "form" -> map(name, group.form(run));
            case "coupon" -> map(name, Facts.couponMap(group.coupon(run)));
            case "shop" -> map(name, facts.shopMap());
            case "timing" -> new Timing(now, zone(), this::path);
            default -> null;
        };
    }

    private Map<String, Object> product() {
        Map<String, Object> bought = CartFacts.product(run, group.cart(run), group.order(run));
        return bought == null
                ? null
                : ShelfFacts.product(bought, group.product(run), run.trigger(), () -> group.usedUpAt(run));
    }

    /**
     * The word as plain JSON values, for decision tables; empty when there is no such thing.
     *
     * @param mentioned the names that the table mentions anywhere: what is made when it is first asked for is made only
     *     where it is among them
     */
    public Map<String, Object> plain(String name, Set<String> mentioned) {
        return word(name) instanceof MapWord map ? map.plain(mentioned) : Map.of();
    }

    private MapWord map(String name, Map<String, Object> values) {
        return values == null ? null : new MapWord(name, values, seen);
    }

    /** The run's messages so far, oldest first. */
    public List<Message> messages() {
        return group.messages(run);
    }

    /** Who this run is about, as we know them now. */
    public Optional<Contact> contact() {
        return Optional.ofNullable(group.contact(run));
    }
}
