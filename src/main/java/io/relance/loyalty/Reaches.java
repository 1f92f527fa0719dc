package io.relance.loyalty;

import io.relance.contact.Addresses;
import io.relance.contact.Contact;
import io.relance.contact.KeyedHash;
import io.relance.shared.Site;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where orders say that their customers are reached; of a guest nothing else is known. Kept as keyed hashes: enough to
 * recognise somebody, and nobody's address.
 */
@Component
class Reaches {

    // Whether a number is written with its country or without: its last digits are the same.
    private static final int DIGITS = 8;

    private final KeyedHash hash;

    Reaches(Site site) {
        hash = new KeyedHash(site.secret(), "reach of an order");
    }

    /** What an order tells in {@code email} and {@code phone}, its own or its customer's; empty where it tells none. */
    Set<String> told(Map<String, Object> order) {
        return hashes(told(order, "email", Addresses::email), told(order, "phone", Reaches::digits));
    }

    /** Whether somebody we know is reached there. */
    boolean isThatOf(Set<String> reach, Contact contact) {
        return !reach.isEmpty() && !Collections.disjoint(reach, hashes(contact.email(), digits(contact.phone())));
    }

    private Set<String> hashes(String email, String digits) {
        Set<String> hashes = new HashSet<>();
        Stream.of(email, digits).flatMap(Stream::ofNullable).map(hash::of).forEach(hashes::add);
        return hashes;
    }

    private static String told(Map<String, Object> order, String name, Function<Object, String> reading) {
        return Stream.of(order, order.getOrDefault("customer", ""))
                .filter(Map.class::isInstance)
                .map(told -> reading.apply(((Map<?, ?>) told).get(name)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String digits(Object number) {
        String digits = number instanceof String || number instanceof Number
                ? number.toString().replaceAll("[^0-9]", "")
                : "";
        return digits.length() < DIGITS ? null : digits.substring(digits.length() - DIGITS);
    }
}
