package io.relance.message.content;

import java.util.Arrays;
import java.util.Optional;

/** What a template file is for. */
public enum Kind {
    /** An e-mail: MJML with Liquid inside, subject and preheader in its front matter. */
    MJML(".mjml"),
    /** The text part of an e-mail, where the derived one is not good enough. */
    TXT(".txt.liquid"),
    /** A text message. */
    SMS(".sms.liquid");

    private final String suffix;

    Kind(String suffix) {
        this.suffix = suffix;
    }

    /** How such files' names end: {@code .mjml}. */
    public String suffix() {
        return suffix;
    }

    /** The word in SQL. */
    public String code() {
        return suffix.substring(1).replace(".liquid", "");
    }

    /** The kind with this code. */
    public static Kind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Kind> ofFile(String name) {
        return Arrays.stream(values())
                .filter(kind -> name.endsWith(kind.suffix))
                .findFirst();
    }
}
