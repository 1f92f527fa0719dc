package io.relance.shared;

import java.util.Locale;

/** A way to reach a person. */
public enum Channel {
    EMAIL,
    SMS,
    PHONE,
    PUSH;

    /** The word used in diagrams, JSON and SQL: {@code email}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel with this code. Throws {@link IllegalArgumentException} that names what is accepted. */
    public static Channel of(String code) {
        for (Channel channel : values()) {
            if (channel.code().equalsIgnoreCase(code)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("unknown channel '" + code + "'; accepted: email, sms, phone, push");
    }
}
