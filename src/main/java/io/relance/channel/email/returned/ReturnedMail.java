package io.relance.channel.email.returned;

import io.relance.channel.email.returned.Reading.AutoReply;
import io.relance.channel.email.returned.Reading.Feedback;
import io.relance.channel.email.returned.Reading.Unknown;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail that came back, read.
 *
 * @param reading what it says
 * @param evidence all that is written in it, where a mark of ours may stand
 */
record ReturnedMail(Reading reading, String evidence) {

    /** Reads a mail; says that it is unknown rather than throw. */
    static ReturnedMail of(byte[] mail) {
        Anatomy anatomy = Anatomy.of(mail);
        return new ReturnedMail(reading(anatomy), anatomy.everything());
    }

    /** Reports for machines first: they may well be marked as automatic, too. */
    private static Reading reading(Anatomy mail) {
        return feedback(mail)
                .or(() -> DeliveryStatus.read(mail))
                .or(() -> TextBounce.read(mail))
                .orElseGet(() -> AutoReplies.areSeenIn(mail) ? new AutoReply() : new Unknown());
    }

    /** Complaints (RFC 5965). */
    private static Optional<Reading> feedback(Anatomy mail) {
        return mail.first("message/feedback-report").map(leaf -> {
            String type = Fields.blocks(leaf.text(), "").stream()
                    .map(block -> block.get("feedback-type"))
                    .filter(said -> said != null && !said.isBlank())
                    .findFirst()
                    .orElse("abuse");
            return new Feedback(type.strip().toLowerCase(Locale.ROOT));
        });
    }
}
