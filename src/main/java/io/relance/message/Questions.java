package io.relance.message;

import java.util.Set;

/** Messages that ask something: a click in one is the person's answer, and is theirs whatever they say to measuring. */
public final class Questions {

    /** Asks who has not acted for years whether to stay in touch. */
    public static final String STAY_IN_TOUCH = "stay-in-touch";

    private static final Set<String> TEMPLATES = Set.of(STAY_IN_TOUCH);

    private Questions() {}

    /** Whether the message of this template asks. */
    public static boolean isOne(String template) {
        return TEMPLATES.contains(template);
    }
}
