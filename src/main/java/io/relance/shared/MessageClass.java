package io.relance.shared;

import java.util.Locale;

/** What a message is for: marketing needs consent, transactional serves something the person asked for. */
public enum MessageClass {
    MARKETING,
    TRANSACTIONAL;

    /** The word used in diagrams, JSON and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class with this code. Throws {@link IllegalArgumentException} that names what is accepted. */
    public static MessageClass of(String code) {
        for (MessageClass messageClass : values()) {
            if (messageClass.code().equalsIgnoreCase(code)) {
                return messageClass;
            }
        }
        throw new IllegalArgumentException("unknown messageClass '" + code + "'; accepted: marketing, transactional");
    }
}
