package io.relance.contact;

/**
 * What of a timeline a person did themselves: whatever the shop tells, and of what we record the answers to our
 * messages. An opened mail is none (CNIL, référentiel gestion commerciale), nor is what a machine fetched.
 */
final class OwnActs {

    /** Sources of activities that we record. */
    static final String[] OUR_SOURCES = {"tracking", "journey", "advisor", "rights"};

    /** Of those, what people did; in small letters. */
    static final String[] THEIRS = {
        "email link clicked",
        "sms link clicked",
        "sms received",
        "sms started",
        "sms stopped",
        "unsubscribed",
        "preferences changed",
        "consent given",
        "consent withdrawn",
        "permission renewed"
    };

    private OwnActs() {}
}
