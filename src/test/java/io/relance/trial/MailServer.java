package io.relance.trial;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Clock;

/** An SMTP server that takes every mail for everybody; a mail is in the mailbox before the server says 250. */
class MailServer implements AutoCloseable {

    private final GreenMail server;
    private final UserManager users;

    MailServer(int port, Mailbox mailbox, Clock clock) {
        server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        users = server.getUserManager();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            mailbox.add(ReceivedMail.of(mail.getMessage(), recipient.getEmail(), clock.instant()));
            return keep(recipient);
        });
        server.start();
    }

    /** GreenMail delivers to a user; there is one for every address. */
    private synchronized GreenMailUser keep(MailAddress recipient) throws MessagingException, UserException {
        String address = recipient.getEmail();
        GreenMailUser known = users.getUserByEmail(address);
        return known != null ? known : users.createUser(address, address, address);
    }

    @Override
    public void close() {
        server.stop();
    }
}
