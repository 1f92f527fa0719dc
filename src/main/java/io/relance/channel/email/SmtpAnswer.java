package io.relance.channel.email;

import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.Rejected;
import jakarta.mail.MessagingException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Reads a failed hand-over: 4yz means later, 5yz means never (RFC 5321, 4.2.1). */
final class SmtpAnswer {

    /** Enhanced codes (RFC 3463) that say the address itself does not exist. */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4");

    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final Pattern SAYS_UNKNOWN = Pattern.compile(
            "user unknown|unknown user|no such (user|address|mailbox|recipient)|does not exist|mailbox not found",
            Pattern.CASE_INSENSITIVE);

    private SmtpAnswer() {}

    /**
     * What a failure means.
     *
     * @param contentSent whether the whole message was on its way when it failed
     */
    static HandOver of(Exception failure, boolean contentSent) {
        int code = 0;
        String text = String.valueOf(failure.getMessage()).strip();
        Exception cause = failure;
        while (cause != null) {
            int own = code(cause);
            if (own >= 400 && own < 600) {
                code = own;
                text = String.valueOf(cause.getMessage()).strip();
            }
            cause = cause instanceof MessagingException mail ? mail.getNextException() : null;
        }
        if (code >= 500) {
            return new Rejected(Integer.toString(code), text, suppress(code, text));
        }
        return code >= 400 || !contentSent
                ? new Deferred(text, null)
                : new InDoubt("the connection was lost after the message was sent: " + text);
    }

    private static int code(Exception failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException) {
            // About us, not about the person we write to: it will be mended, and nobody must pay for it.
            return 450;
        }
        return failure instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }

    /** A policy refusal (5.7.x) or a full mailbox says nothing against the address. */
    private static String suppress(int code, String text) {
        Matcher enhanced = ENHANCED.matcher(text);
        boolean gone = enhanced.find()
                ? NO_SUCH_ADDRESS.contains(enhanced.group())
                : (code == 550 || code == 551 || code == 553)
                        && SAYS_UNKNOWN.matcher(text).find();
        return gone ? "hard_bounce" : null;
    }
}
