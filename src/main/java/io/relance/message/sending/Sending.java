package io.relance.message.sending;

import io.relance.shared.MessageClass;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are handed over ({@code RELANCE_SENDING_…}).
 *
 * @param threads how many batches of each channel are handed over at once
 * @param batch messages per batch
 * @param lease how long a node may have a batch in hand without a sign of life
 * @param attempts how often a message is tried before it fails
 * @param giveUpAfter how long a message is tried before it fails
 * @param lookAfter when a hand-over is in doubt, how long to wait before asking the provider
 * @param doubt what to do with a message nobody can tell about, per class, where its channel may repeat one at all
 */
@Validated
@ConfigurationProperties("relance.sending")
record Sending(
        @DefaultValue("4")
                @Min(value = 1, message = "RELANCE_SENDING_THREADS accepts 1 to 64")
                @Max(value = 64, message = "RELANCE_SENDING_THREADS accepts 1 to 64")
                int threads,
        @DefaultValue("100")
                @Min(value = 1, message = "RELANCE_SENDING_BATCH accepts 1 to 1000")
                @Max(value = 1000, message = "RELANCE_SENDING_BATCH accepts 1 to 1000")
                int batch,
        @DefaultValue("PT2M") @NotNull Duration lease,
        @DefaultValue("12") @Min(value = 1, message = "RELANCE_SENDING_ATTEMPTS accepts 1 and more") int attempts,
        @DefaultValue("PT24H") @NotNull Duration giveUpAfter,
        @DefaultValue("PT1M") @NotNull Duration lookAfter,
        @DefaultValue Doubt doubt) {

    /** Refuses what would not work, in one line that names the setting. */
    Sending {
        positive("LEASE", lease);
        positive("GIVE_UP_AFTER", giveUpAfter);
        positive("LOOK_AFTER", lookAfter);
    }

    private static void positive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("RELANCE_SENDING_" + setting + " is '" + value
                    + "'; it accepts a positive ISO 8601 duration such as PT2M");
        }
    }

    /** What to do with a message that may or may not have gone. */
    enum OnDoubt {
        /** Leave it: better never than twice. */
        GIVE_UP,
        /** Send it again under the same Message-ID: better twice than never. */
        RESEND
    }

    /** The policy per message class; {@code RELANCE_SENDING_DOUBT_MARKETING} accepts give-up or resend. */
    record Doubt(@DefaultValue("GIVE_UP") OnDoubt marketing, @DefaultValue("RESEND") OnDoubt transactional) {}

    /** The policy for a class. */
    OnDoubt onDoubt(MessageClass messageClass) {
        return messageClass == MessageClass.MARKETING ? doubt.marketing() : doubt.transactional();
    }
}
