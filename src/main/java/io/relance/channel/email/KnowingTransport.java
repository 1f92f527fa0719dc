package io.relance.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Knows whether a message's last byte was on its way: from then on, a lost connection leaves it in doubt. */
final class KnowingTransport extends SMTPTransport {

    private boolean contentSent;

    KnowingTransport(Session session, String protocol) {
        super(session, null, protocol, protocol.equals("smtps"));
    }

    /** A new message begins. */
    void begin() {
        contentSent = false;
    }

    boolean contentSent() {
        return contentSent;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        contentSent = true;
        super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
        contentSent = true;
        super.finishBdat();
    }
}
