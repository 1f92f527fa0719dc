package io.relance.message.sending;

import io.relance.pressure.Why;
import java.time.Duration;
import java.time.Instant;

/** What became of a message that a batch had in hand. */
sealed interface Outcome {

    /** The provider has it; {@code segments} are an SMS's parts, 0 where there are none or nobody knows. */
    record Sent(String providerId, int templateVersion, int segments) implements Outcome {}

    /** It may not, or need not, go any more; not before {@code next}, where that is known (else null). */
    record Skipped(Why why, Instant next) implements Outcome {

        Skipped(String reason, String detail, String french) {
            this(Why.of(reason, detail, french), null);
        }

        String reason() {
            return why.reason();
        }
    }

    /** It will never arrive; {@code suppress} names why its address must rest, null when the address is not at fault. */
    record Failed(Why why, String suppress) implements Outcome {

        String reason() {
            return why.reason();
        }
    }

    /** It may go, but later, and why. */
    record Held(Instant until, Why why) implements Outcome {}

    /** It is tried again at that moment. */
    record Again(Instant at, int attempts) implements Outcome {}

    /** Nobody knows whether it went, and by the policy of its class it is handed over once more. */
    record Resent(Instant at, int attempts) implements Outcome {}

    /** It was not begun, and no attempt counts; see {@link io.relance.message.spi.HandOver.NotTried}. */
    record Untouched(Instant due, String detail, boolean down, Duration pause) implements Outcome {}

    /** Nobody knows whether it went; the provider is asked at that moment. */
    record Doubtful(Instant askAt) implements Outcome {}

    /** Nobody will ever know, and it is not sent again. */
    record GivenUp() implements Outcome {}
}
