package io.relance.consent;

import io.relance.consent.Consent.State;

/** Which of two words counts. */
final class Precedence {

    static final Consent UNKNOWN = new Consent(State.UNKNOWN, null, null);

    private Precedence() {}

    /**
     * What counts after an act became known: the most recent explicit act, by when it happened, not by when we heard
     * of it; of two at the same moment the one heard of later. Soft opt-in only fills a silence.
     */
    static Consent after(Consent present, Consent act) {
        if (present.state() == State.UNKNOWN) {
            return act;
        }
        if (act.state() == State.SOFT_OPT_IN) {
            return present;
        }
        boolean outdated = present.state() != State.SOFT_OPT_IN && act.at().isBefore(present.at());
        return outdated ? present : act;
    }

    /** What counts when two people turn out to be one: the stricter word; of equal ones the later. */
    static Consent stricter(Consent one, Consent other) {
        int difference = strictness(one.state()) - strictness(other.state());
        if (difference == 0 && one.at() != null) {
            return one.at().isAfter(other.at()) ? one : other;
        }
        return difference > 0 ? one : other;
    }

    private static int strictness(State state) {
        return switch (state) {
            case UNKNOWN -> 0;
            case SOFT_OPT_IN -> 1;
            case GRANTED -> 2;
            case DENIED -> 3;
            case WITHDRAWN -> 4;
        };
    }
}
