package io.relance.channel.email;

import io.relance.channel.email.Dialogue.Answer;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a server's no: 4yz means later, 5yz means never (RFC 5321, 4.2.1). */
final class SmtpAnswer {

    private static final int CLOSING = 421;

    /** Enhanced codes (RFC 3463) that say the address itself does not exist. */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4");

    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final Pattern SAYS_UNKNOWN = Pattern.compile(
            "user unknown|unknown user|no such (user|address|mailbox|recipient)|does not exist|mailbox not found",
            Pattern.CASE_INSENSITIVE);

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
                ? new Rejected(Integer.toString(answer.code()), answer.text(), suppress(answer.code(), answer.text()))
                : new Deferred(answer.text(), null);
    }

    /** Whether the server takes nothing from anybody now. */
    static boolean closes(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.code() == CLOSING);
    }

    /** A policy refusal (5.7.x) or a full mailbox says nothing against the address. */
    private static String suppress(int code, String text) {
        var enhanced = ENHANCED.matcher(text);
        boolean gone = enhanced.find()
                ? NO_SUCH_ADDRESS.contains(enhanced.group())
                : (code == 550 || code == 551 || code == 553)
                        && SAYS_UNKNOWN.matcher(text).find();
        return gone ? "hard_bounce" : null;
    }
}
