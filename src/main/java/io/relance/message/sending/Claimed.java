package io.relance.message.sending;

import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.writing.About;
import io.relance.message.writing.Writing.Wanted;
import io.relance.pressure.Permit;
import io.relance.shared.StepRef;
import java.time.Instant;

/**
 * A message one batch has in hand.
 *
 * @param doubtful its last owner vanished while handing it over, or that was never answered
 * @param reason why it was held; null when it was not
 * @param attempts how often the provider put it off
 * @param triedAt when it was handed over, for one that is doubtful
 * @param withdrawn why it is not to leave any more, as its run ended while it was in hand before; null when it may
 */
record Claimed(
        long id,
        Instant queuedAt,
        Draft draft,
        Permit permit,
        boolean doubtful,
        int attempts,
        Instant firstTriedAt,
        Instant triedAt,
        Outcome.Skipped withdrawn) {

    StepRef step() {
        return draft.step();
    }

    /** As it is filled in, with what it is about now. */
    Wanted about(About about) {
        return new Wanted(message(), draft, about);
    }

    /** As the rooms that add words to templates see it. */
    Message message() {
        return new Message(
                id,
                draft.contact(),
                draft.step(),
                draft.channel(),
                draft.template(),
                doubtful ? MessageState.IN_DOUBT : MessageState.SENDING,
                null,
                queuedAt,
                null,
                null);
    }
}
