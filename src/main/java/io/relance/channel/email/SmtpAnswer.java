package io.relance.channel.email;

import io.relance.channel.email.Dialogue.Answer;
import io.relance.channel.email.returned.Diagnosis;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.tracking.MailReport.Kind;
import java.util.List;
import java.util.Optional;

/** Reads a server's no: 4yz means later, 5yz means never (RFC 5321, 4.2.1). */
final class SmtpAnswer {

    private static final int CLOSING = 421;

    private SmtpAnswer() {}

    /** What the answers to MAIL, RCPT and DATA mean; null where the content may follow. */
    static HandOver ofEnvelope(List<Answer> answers) {
        Answer mail = answers.get(0);
        if (!mail.yes()) {
            // About us, not about the person we write to: it will be mended, and nobody must pay for it.
            return new NotTried(mail.text(), true, null);
        }
        Answer no = answers.stream().filter(answer -> !answer.yes()).findFirst().orElse(null);
        return no == null ? null : of(no);
    }

    /** What a no means for this mail. */
    static HandOver of(Answer answer) {
        return answer.code() >= 500
                ? new Rejected(
                        Integer.toString(answer.code()), answer.text(), suppress(Diagnosis.ofAnswer(answer.text())))
                : new Deferred(answer.text(), null);
    }

    /** Whether the server takes nothing from anybody now. */
    static boolean closes(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.code() == CLOSING);
    }

    /**
     * A policy refusal says nothing against the address, and neither does a server in trouble, which may be our own
     * relay; a full mailbox counts.
     */
    private static String suppress(Diagnosis why) {
        return switch (why.kind()) {
            case HARD -> "hard_bounce";
            case SOFT -> why.ofMailbox() ? "soft_bounce" : null;
            case BLOCK -> null;
        };
    }

    /** Why a mail was refused for good although nothing is wrong with its reader. */
    record Blocked(Diagnosis diagnosis, String text) {}

    /** Whether this answer was such a refusal. */
    static Optional<Blocked> blocked(HandOver answer) {
        return answer instanceof Rejected rejected && rejected.suppress() == null
                ? Optional.of(new Blocked(Diagnosis.ofAnswer(rejected.detail()), rejected.detail()))
                        .filter(why -> why.diagnosis().kind() == Kind.BLOCK)
                : Optional.empty();
    }
}
