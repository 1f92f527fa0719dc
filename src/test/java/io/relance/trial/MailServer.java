package io.relance.trial;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.time.Clock;

/**
 * An SMTP server that takes every mail for everybody; a mail is in the mailbox before the server says 250. What comes back
 * to the product's bounce address, or is sent there by anybody, waits in a mailbox of its own that is read by IMAP.
 */
class MailServer implements AutoCloseable {

    static final String BOUNCE_ADDRESS = "bounces@boutique.example";
    static final String BOUNCE_USER = "bounces";

    /** With what settings in a URL would have to escape. */
    static final String BOUNCE_PASSWORD = "p@ss:w/rd %";

    private final GreenMail server;
    private final UserManager users;
    private final GreenMailUser bounces;

    MailServer(int port, int imapPort, Mailbox mailbox, Clock clock) {
        server = new GreenMail(new ServerSetup[] {
                    new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP),
                    new ServerSetup(imapPort, "localhost", ServerSetup.PROTOCOL_IMAP)
                })
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        users = server.getUserManager();
        bounces = bounces();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            bringBack(mail, recipient.getEmail(), clock);
            mailbox.add(ReceivedMail.of(mail.getMessage(), recipient.getEmail(), clock.instant()));
            return keep(recipient);
        });
        server.start();
    }

    private GreenMailUser bounces() {
        try {
            return users.createUser(BOUNCE_ADDRESS, BOUNCE_USER, BOUNCE_PASSWORD);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer of the recipient's server, where the address asks for one. */
    private void bringBack(MovingMessage mail, String recipient, Clock clock) throws MessagingException {
        MailAddress sender = mail.getReturnPath();
        mail.getMessage().setHeader("Return-Path", "<" + (sender == null ? "" : sender.getEmail()) + ">");
        if (sender != null && isBounceAddress(sender.getEmail())) {
            ComingBack.of(recipient)
                    .ifPresent(how -> bounces.deliver(how.mail(sender.getEmail(), recipient, mail, clock.instant())));
        }
    }

    private static boolean isBounceAddress(String address) {
        return address.replaceFirst("\\+[^@]*", "").equalsIgnoreCase(BOUNCE_ADDRESS);
    }

    /** GreenMail delivers to a user; there is one for every address. */
    private synchronized GreenMailUser keep(MailAddress recipient) throws MessagingException, UserException {
        String address = recipient.getEmail();
        if (isBounceAddress(address)) {
            return bounces;
        }
        GreenMailUser known = users.getUserByEmail(address);
        return known != null ? known : users.createUser(address, address, address);
    }

    /** Whether the mailbox of what comes back holds nothing but what was set aside for people to look at. */
    boolean nothingCameBack() {
        try {
            return server.getManagers().getImapHostManager().getInbox(bounces).getMessages().stream()
                    .allMatch(mail -> mail.isSet(Flags.Flag.FLAGGED));
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
