package io.relance.contact;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A postal code as people and shops write it: {@code 97 400}, {@code FR-97400}, or a number. */
final class PostalCode {

    /** What shops call it, the contract's own name first. */
    static final List<String> NAMES = List.of("postalCode", "postal_code", "postcode", "zip", "zipCode", "zip_code");

    /** Digits, maybe behind a country, and the zeros of who took them for a number. */
    private static final Pattern DIGITS = Pattern.compile("(?:[A-Za-z]{1,2}-?)?(\\d{4,5})(?:[.,]0+)?");

    private PostalCode() {}

    /** As it is compared: bare digits where it has only those, else as it came; null where there is none. */
    static String read(Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof Number ? new BigDecimal(value.toString()).toPlainString() : value.toString();
        Matcher digits = DIGITS.matcher(text.replaceAll("[\\s\\u00a0\\u202f]", ""));
        String bare = digits.matches() ? digits.group(1) : text.strip();
        return bare.isEmpty() ? null : bare;
    }
}
