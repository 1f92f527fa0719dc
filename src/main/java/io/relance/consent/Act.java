package io.relance.consent;

import io.relance.consent.Consent.State;
import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * One entry of the ledger.
 *
 * @param basis on what ground: {@code consent}, {@code earlier_order}, {@code objection}, {@code merge}
 * @param wording what the person was asked, or its version; null when nobody told
 * @param proof where it can be shown: the activity's id, a link's id, a message's text; null when there is none
 * @param actor who said so: the person, or the source that reported it
 */
record Act(
        ContactId contact,
        ConsentTopic topic,
        State state,
        String basis,
        Instant at,
        String source,
        String wording,
        String proof,
        String actor) {

    /** The source of the shorthand in an identify. */
    static final String API = "api";

    static Act ofMerge(ContactId contact, ConsentTopic topic, Consent word) {
        return new Act(contact, topic, word.state(), "merge", word.at(), word.source(), null, null, "merge");
    }

    /**
     * "No" in an identify, of somebody who never said yes, is an answer to the question: denied. Any other objection is
     * a withdrawal, even where we never heard of a consent: whoever takes the trouble to object means it.
     */
    Act inLightOf(Consent present) {
        boolean neverAgreed = present.state() == State.UNKNOWN || present.state() == State.DENIED;
        boolean denied = state == State.WITHDRAWN && neverAgreed && API.equals(source);
        return denied ? new Act(contact, topic, State.DENIED, basis, at, source, wording, proof, actor) : this;
    }

    /** The same, by a clock that is not ahead of ours. */
    Act notAfter(Instant now) {
        return at.isAfter(now) ? new Act(contact, topic, state, basis, now, source, wording, proof, actor) : this;
    }

    boolean isExplicit() {
        return state != State.SOFT_OPT_IN;
    }

    Consent consent() {
        return new Consent(state, source, at);
    }
}
