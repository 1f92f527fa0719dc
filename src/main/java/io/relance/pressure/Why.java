package io.relance.pressure;

import java.util.Map;

/**
 * Why we may not speak, or not yet.
 *
 * @param reason stable code that begins with its policy: {@code consent_withdrawn}
 * @param detail a sentence a marketer understands
 * @param french the same in French; null where nobody wrote it
 * @param inputs what the policy looked at, the message it lost against included; empty when the sentence says it all
 */
public record Why(String reason, String detail, String french, Map<String, Object> inputs) {

    /** With an English sentence only. */
    public static Why of(String reason, String detail) {
        return new Why(reason, detail, null, Map.of());
    }

    /** With the French set as French is. */
    public Why {
        french = French.typeset(french);
    }

    /** With a sentence that says it all. */
    public static Why of(String reason, String detail, String french) {
        return new Why(reason, detail, french, Map.of());
    }

    /** The same with one more sentence. */
    public Why and(String english, String inFrench) {
        return new Why(reason, detail + " " + english, french == null ? null : french + " " + inFrench, inputs);
    }
}
