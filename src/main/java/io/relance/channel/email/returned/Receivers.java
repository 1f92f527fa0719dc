package io.relance.channel.email.returned;

import jakarta.mail.Authenticator;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.util.Properties;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.mail.AbstractMailReceiver;
import org.springframework.integration.mail.ImapMailReceiver;
import org.springframework.integration.mail.Pop3MailReceiver;
import org.springframework.stereotype.Component;

/** Spring Integration's receivers for IMAP and POP3, set so that they change nothing in the mailbox by themselves. */
@Component
class Receivers {

    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "30000";

    private final BounceSettings settings;
    private final BeanFactory beans;

    Receivers(BounceSettings settings, BeanFactory beans) {
        this.settings = settings;
        this.beans = beans;
    }

    /** Lets through what is to be read of what was found. */
    interface Sieve {
        Message[] through(Folder folder, Message[] found) throws MessagingException;
    }

    /** One that hands over so many mails at most, of those that {@code sieve} lets through. */
    AbstractMailReceiver open(int most, Sieve sieve) {
        AbstractMailReceiver receiver = settings.protocol().startsWith("imap") ? imap(sieve) : pop3(sieve);
        receiver.setJavaMailProperties(properties());
        receiver.setJavaMailAuthenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.username(), settings.password());
            }
        });
        receiver.setMaxFetchSize(most);
        receiver.setShouldDeleteMessages(false);
        receiver.setAutoCloseFolder(false);
        receiver.setFlaggedAsFallback(false);
        receiver.setBeanFactory(beans);
        receiver.afterPropertiesSet();
        return receiver;
    }

    private AbstractMailReceiver imap(Sieve sieve) {
        ImapMailReceiver receiver = new ImapMailReceiver(url()) {
            @Override
            protected void fetchMessages(Message[] messages) throws MessagingException {
                fetch(getFolder(), messages);
            }

            @Override
            protected Message[] searchForNewMessages() throws MessagingException {
                return sieve.through(getFolder(), super.searchForNewMessages());
            }
        };
        receiver.setShouldMarkMessagesAsRead(false);
        receiver.setSearchTermStrategy((supported, folder) -> new FlagTerm(done(), false));
        return receiver;
    }

    private AbstractMailReceiver pop3(Sieve sieve) {
        return new Pop3MailReceiver(url()) {
            @Override
            protected void fetchMessages(Message[] messages) throws MessagingException {
                fetch(getFolder(), messages);
            }

            @Override
            protected Message[] searchForNewMessages() throws MessagingException {
                return sieve.through(getFolder(), super.searchForNewMessages());
            }
        };
    }

    private static Flags done() {
        Flags done = new Flags(Flags.Flag.DELETED);
        done.add(Flags.Flag.FLAGGED);
        return done;
    }

    /** Only what is needed: a server asked for the structure of a broken mail may well break off. */
    private static void fetch(Folder folder, Message[] messages) throws MessagingException {
        FetchProfile needed = new FetchProfile();
        needed.add(UIDFolder.FetchProfileItem.UID);
        needed.add(FetchProfile.Item.SIZE);
        folder.fetch(messages, needed);
    }

    /** Without user and password, which need no escaping where they are told apart. */
    private String url() {
        int port = settings.mailbox().getPort();
        String path = settings.protocol().startsWith("imap") ? settings.folder() : "INBOX";
        return settings.protocol() + "://" + settings.mailbox().getHost() + (port < 0 ? "" : ":" + port) + "/" + path;
    }

    private Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + settings.protocol();
        properties.put(prefix + ".connectiontimeout", CONNECT_MILLIS);
        properties.put(prefix + ".timeout", READ_MILLIS);
        properties.put(prefix + ".writetimeout", READ_MILLIS);
        properties.put(prefix + ".peek", "true");
        // A server that has no TLS is talked to without; imaps and pop3s insist on it.
        properties.put(prefix + ".starttls.enable", "true");
        properties.put(prefix + ".ssl.checkserveridentity", "true");
        return properties;
    }
}
