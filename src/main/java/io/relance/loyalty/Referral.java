package io.relance.loyalty;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Set;

/**
 * A friend named a code.
 *
 * @param id our number; null of one that is not kept yet
 * @param code in capitals
 * @param referrer whose code it is; null while nobody is known who has it
 * @param order the friend's first order; null while there is none
 * @param reach where that order says the friend is reached, as {@link Reaches} keep it
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
        Set<String> reach,
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
        GIVEN_BACK("The friend's order was cancelled or given back."),
        ANONYMOUS("Nobody knows who the friend is: the shop gave no id, and they gave no address or number.");

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
        return new Referral(id, friend, code, referrer, order, reach, State.REFUSED, why, live, at, due);
    }

    Referral rewarded() {
        return new Referral(id, friend, code, referrer, order, reach, State.REWARDED, null, live, at, null);
    }

    /** The same, to be looked at again; never for null. */
    Referral lookedAtAgain(Instant due) {
        return new Referral(id, friend, code, referrer, order, reach, state, refusal, live, at, due);
    }

    /** Whether its order is judged by it for good. A code that nobody had may have come about since. */
    boolean isFinal() {
        return state == State.REFUSED && refusal != Refusal.UNKNOWN_CODE;
    }

    /** Whether it stands in the way of another one of its friend. */
    boolean counts() {
        return state != State.REFUSED;
    }
}
