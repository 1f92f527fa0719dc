package io.relance.journey.word;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The closed list of words that conditions, timers and decision tables may read (CONTRACT: the diagram vocabulary). */
public final class Vocabulary {

    /** One word: the properties it has, whether others may be asked for too, the questions it answers. */
    public record Entry(Set<String> properties, boolean open, Set<String> questions) {}

    private static final Set<String> PRODUCT = Set.of(
            "productId",
            "sku",
            "name",
            "variant",
            "category",
            "price",
            "quantity",
            "total",
            "url",
            "imageUrl",
            "inStock",
            "usedUpAt");

    private static final Map<String, Entry> WORDS = Map.ofEntries(
            Map.entry(
                    "contact",
                    open(
                            Set.of("mayReceive", "inSegment"),
                            "userId",
                            "email",
                            "phone",
                            "firstName",
                            "lastName",
                            "language",
                            "orderCount",
                            "orderValue",
                            "points",
                            "tier",
                            "referralCode")),
            Map.entry(
                    "cart",
                    closed(
                            "id",
                            "checkoutId",
                            "total",
                            "value",
                            "currency",
                            "url",
                            "changedAt",
                            "status",
                            "ordered",
                            "count",
                            "lines")),
            Map.entry("order", closed("id", "total", "currency", "completedAt", "status", "count", "lines")),
            Map.entry("product", new Entry(PRODUCT, false, Set.of())),
            Map.entry("trigger", open(Set.of())),
            Map.entry("activity", open(Set.of())),
            Map.entry(
                    "lastMessage",
                    closed("state", "skipped", "reason", "clicked", "reacted", "template", "channel", "sentAt")),
            Map.entry("variant", closed()),
            Map.entry("form", open(Set.of())),
            Map.entry("coupon", closed("code", "offer", "expiresAt")),
            Map.entry("shop", closed("name", "url", "currency", "automation")),
            Map.entry(
                    "shop.automation",
                    closed("salesVolume", "productComplexity", "clientAttachment", "experiencePositioning")),
            Map.entry("timing", new Entry(Set.of(), false, Set.of("after", "before", "at", "on"))));

    /** What we know of the contact without having been told it as a trait. */
    private static final Set<String> RECKONED = Set.of(
            "userId",
            "orderCount",
            "orderValue",
            "points",
            "tier",
            "referralCode",
            "segments",
            "mayReceive",
            "inSegment");

    private static final Set<String> OF_THE_JOURNEY =
            Set.of("journey", "journey.class", "journey.intent", "journey.topic");

    private Vocabulary() {}

    /** Whether a path such as {@code cart.total} or {@code trigger.coupon} can be read. */
    public static boolean knows(String path) {
        String[] parts = path.split("\\.");
        Entry entry = WORDS.get(parts[0]);
        if (entry == null) {
            return false;
        }
        if (parts.length == 1 || entry.open()) {
            return true;
        }
        Entry nested = WORDS.get(parts[0] + "." + parts[1]);
        if (nested != null) {
            return parts.length == 2 || parts.length == 3 && nested.properties().contains(parts[2]);
        }
        return parts.length == 2 && entry.properties().contains(parts[1]);
    }

    /** Whether a decision table can read a path: what conditions can, and how its journey stands beside others. */
    public static boolean knowsInTables(String path) {
        return knows(path) || OF_THE_JOURNEY.contains(path);
    }

    /** Whether a path such as {@code contact.birthday} is a trait that the shop must have told. */
    public static boolean isTrait(String path) {
        return path.startsWith("contact.") && !RECKONED.contains(path.substring("contact.".length()));
    }

    /** Whether a word answers this question. */
    public static boolean answers(String word, String question) {
        Entry entry = WORDS.get(word);
        return entry != null && entry.questions().contains(question);
    }

    /** The words themselves, for messages that say what is accepted. */
    public static String accepted() {
        return String.join(
                ", ",
                WORDS.keySet().stream()
                        .filter(word -> !word.contains("."))
                        .sorted()
                        .toList());
    }

    private static Entry closed(String... properties) {
        return new Entry(Set.of(properties), false, Set.of());
    }

    private static Entry open(Set<String> questions, String... properties) {
        return new Entry(Set.copyOf(Arrays.asList(properties)), true, questions);
    }
}
