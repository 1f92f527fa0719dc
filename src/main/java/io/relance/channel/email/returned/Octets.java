package io.relance.channel.email.returned;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.angus.mail.pop3.POP3Message;
import org.eclipse.angus.mail.util.ReadableMime;

/** The beginning of a mail as it is stored: whatever it says, it says there. */
final class Octets {

    /** So much of a mail is read at most. */
    static final int MOST = 512 * 1024;

    private static final int LINES = 2_000;

    private Octets() {}

    /** Throws where the mailbox breaks off. */
    static byte[] of(MimeMessage mail) throws MessagingException, IOException {
        try (InputStream in = stream(mail)) {
            return in.readNBytes(MOST);
        }
    }

    /** An IMAP server sends a mail in pieces, as they are asked for; POP3 only its first lines or all of it. */
    private static InputStream stream(MimeMessage mail) throws MessagingException {
        if (mail instanceof POP3Message pop3 && pop3.getSize() > MOST) {
            return pop3.top(LINES);
        }
        return ((ReadableMime) mail).getMimeStream();
    }
}
