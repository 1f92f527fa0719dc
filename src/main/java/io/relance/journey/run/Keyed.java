package io.relance.journey.run;

import java.util.Locale;

/** What at most one run at a time exists for, per journey and contact. */
public enum Keyed {
    CONTACT,
    CART,
    ORDER,
    PRODUCT;

    /** The word in diagrams and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this code; {@code CONTACT} for null. Throws {@link IllegalArgumentException} naming what is accepted. */
    public static Keyed of(String code) {
        if (code == null || code.isBlank()) {
            return CONTACT;
        }
        for (Keyed keyed : values()) {
            if (keyed.code().equals(code.strip())) {
                return keyed;
            }
        }
        throw new IllegalArgumentException(
                "keyedBy '" + code + "' is unknown; accepted: contact, cart, order, product");
    }
}
