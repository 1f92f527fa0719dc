package io.relance.loyalty;

import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * A friend named a code.
 *
 * @param id our number; null of one that is not kept yet
 * @param code in capitals
 * @param referrer whose code it is; null while nobody is known who has it
 * @param order the friend's first order; null while there is none
 * @param refusal why it is refused; null where it is not
 * @param live whether the friend named it today
 * @param dueAt when it is rewarded, or its refusal is told; null when nothing is left to do
 */
record Referral(
        Long id,
        ContactId friend,
        String code,
        ContactId referrer,
        String order,
        State state,
        Refusal refusal,
        boolean live,
        Instant at,
        Instant dueAt) {

    enum State {
        CLAIMED,
        PENDING,
        REWARDED,
        REFUSED
    }

    /** Why nobody is rewarded. */
    enum Refusal {
        UNKNOWN_CODE("Nobody has this code."),
        SELF("Friend and referrer are the same person, or have the same address or number."),
        NOT_FIRST("It was not the friend's first order."),
        REPEATED("The friend has named a code before."),
        GIVEN_BACK("The friend's order was cancelled or given back.");

        private final String detail;

        Refusal(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }

        /** The stable code: {@code referral_self}. */
        String code() {
            return "referral_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Referral refused(Refusal why, Instant due) {
        return new Referral(id, friend, code, referrer, order, State.REFUSED, why, live, at, due);
    }

    Referral rewarded() {
        return new Referral(id, friend, code, referrer, order, State.REWARDED, null, live, at, null);
    }

    Referral told() {
        return new Referral(id, friend, code, referrer, order, state, refusal, live, at, null);
    }

    /** Whether it stands in the way of another one of its friend. */
    boolean counts() {
        return state != State.REFUSED;
    }
}
