package io.relance.message.spi;

import java.time.Duration;

/** What came of handing one message over. */
public sealed interface HandOver {

    /** The provider has it. {@code providerId} may be null. */
    record Accepted(String providerId) implements HandOver {}

    /**
     * The provider will never take it.
     *
     * @param code the provider's code
     * @param suppress why the address must not be written to again ({@code hard_bounce}, {@code stop}, …); {@code
     *     soft_bounce} only counts, until there are too many in a row; null when the recipient is not at fault
     */
    record Rejected(String code, String detail, String suppress) implements HandOver {}

    /** Not now; try again after {@code pause} (null: the sender's own back-off). */
    record Deferred(String detail, Duration pause) implements HandOver {}

    /** It may or may not have been taken; must not be sent again blindly. */
    record InDoubt(String detail) implements HandOver {}

    /**
     * The provider takes nothing at the moment, or there was no time: this message has not left, and no attempt counts.
     *
     * @param down whether the provider is the reason, so that nobody need try with another message for a while
     * @param pause how long the provider asks to be left alone; null when it does not say
     */
    record NotTried(String detail, boolean down, Duration pause) implements HandOver {}
}
