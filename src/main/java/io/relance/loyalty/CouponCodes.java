package io.relance.loyalty;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Codes that nobody guesses and nobody misreads. */
@Component
class CouponCodes {

    // Neither I, L, O nor 0, 1.
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;

    private final SecureRandom random = new SecureRandom();

    String next(String prefix) {
        return prefix
                + random.ints(LENGTH, 0, LETTERS.length())
                        .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                        .collect(Collectors.joining());
    }
}
