package io.relance.message.content;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The words templates may read. */
public final class Vocabulary {

    private static final Set<String> LINE =
            Set.of("productId", "sku", "name", "variant", "category", "price", "quantity", "total", "url", "imageUrl");

    /** First words whose second is checked too. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "contact",
                    Set.of(
                            "userId",
                            "firstName",
                            "lastName",
                            "email",
                            "phone",
                            "language",
                            "traits",
                            "inSegment",
                            "referralCode"),
            "cart",
                    Set.of(
                            "id",
                            "checkoutId",
                            "total",
                            "currency",
                            "value",
                            "url",
                            "changedAt",
                            "status",
                            "ordered",
                            "count",
                            "lines"),
            "order", Set.of("id", "total", "currency", "status", "completedAt", "lines"),
            "product", LINE,
            "shop", Set.of("name", "url", "currency", "senderName", "email", "postalAddress"),
            "links", Set.of("cart", "shop", "unsubscribe", "preferences", "reorder"));

    /** Parts of the contact that other rooms read, and only for a text that says them. */
    private static final Set<String> OF_THE_CONTACT = Set.of("inSegment", "referralCode");

    /** First words whose content other rooms decide. */
    private static final Set<String> OPEN =
            Set.of("trigger", "coupon", "recommendations", "points", "referral", "form", "advisor", "confirmation");

    private Vocabulary() {}

    /** All first words, in alphabetical order. */
    static Set<String> words() {
        Set<String> words = new TreeSet<>(OPEN);
        words.addAll(KNOWN.keySet());
        return words;
    }

    /** What a first word has, in alphabetical order; empty when other rooms decide. */
    static Set<String> parts(String word) {
        return new TreeMap<>(KNOWN).containsKey(word) ? new TreeSet<>(KNOWN.get(word)) : Set.of();
    }

    /** What a text says of the contact beyond who they are: {@code contact.inSegment}. */
    static Set<String> ofTheContact(String text) {
        return OF_THE_CONTACT.stream()
                .filter(text::contains)
                .map(part -> "contact." + part)
                .collect(Collectors.toSet());
    }

    /** The fields of one line of a cart or an order. */
    static Set<String> line() {
        return new TreeSet<>(LINE);
    }

    /** Whether each element of this list is a line of a cart or an order. */
    static boolean isLines(String path) {
        return path.equals("cart.lines") || path.equals("order.lines");
    }
}
