package io.relance.contact;

import java.util.Map;

/**
 * What of a timeline a person did themselves: whatever the shop tells of them, and of what we record the answers to our
 * messages. An opened mail is none (CNIL, référentiel gestion commerciale), nor is what a machine fetched.
 */
public final class OwnActs {

    /** A condition on rows of {@code contact.activity}, over {@link #PARAMETERS}. */
    public static final String CONDITION =
            "lower(name) <> all(:notTheirs) and (source <> all(:ourSources) or lower(name) = any(:theirs))";

    /** Rooms whose activities are the person's only where we name them. No write key may be called so. */
    private static final String[] OUR_SOURCES = {"tracking", "journey", "advisor", "rights", "loyalty"};

    private static final String[] THEIRS = {
        "email link clicked",
        "sms link clicked",
        "sms received",
        "sms stopped",
        "sms started",
        "unsubscribed",
        "preferences changed",
        "consent given",
        "consent withdrawn"
    };

    /** What shops and other senders report that the person did not do. */
    private static final String[] NOT_THEIRS = {
        "cart abandoned",
        "order updated",
        "order refunded",
        "order cancelled",
        "support solved",
        "back in stock",
        "price dropped",
        "browse abandoned",
        "replenishment due",
        "birthday",
        "first order anniversary",
        "became inactive",
        "segment entered",
        "segment left",
        "points spent",
        "newsletter planned",
        "email sent",
        "email delivered",
        "email opened",
        "email prefetched",
        "email bounced",
        "email complained",
        "email marked as spam",
        "email link prefetched",
        "sms link prefetched",
        "sms sent",
        "sms delivered",
        "push notification received",
        "push notification bounced"
    };

    /** The values of {@link #CONDITION}. */
    public static final Map<String, Object> PARAMETERS =
            Map.of("ourSources", OUR_SOURCES, "theirs", THEIRS, "notTheirs", NOT_THEIRS);

    private OwnActs() {}
}
