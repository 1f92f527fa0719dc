package io.relance.channel.email.returned;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.springframework.integration.mail.AbstractMailReceiver;
import org.springframework.stereotype.Component;

/**
 * The mailbox, over Spring Integration's receivers. They hand over what they found with its folder open; only once
 * everything is committed is a mail deleted, or flagged and left for people to look at.
 */
@Component
class Mailbox {

    /** Mails that one look hands over at most. */
    private static final int AT_ONCE = 50;

    /** Looks at a mail that always fails, until it is set aside. */
    private static final int TRIES = 3;

    private static final int MOST_ASIDE = 10_000;

    private final Receivers receivers;

    /** What was set aside, as POP3 has no flags: until the node restarts, it is not read again. */
    private final Set<String> aside = ConcurrentHashMap.newKeySet();

    /** How often mails were looked at in vain. */
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    Mailbox(Receivers receivers) {
        this.receivers = receivers;
    }

    /** What is to become of a mail once it was looked at. */
    enum Fate {
        /** It has had its effect and goes. */
        DONE,
        /** For people to look at. */
        SET_ASIDE,
        /** It is shown again, a few times. */
        LEFT
    }

    /** Looks at mails, all of a batch at once; one answer each. Commits before it answers. */
    interface Reader {
        List<Fate> read(List<MimeMessage> mails);
    }

    /**
     * Shows the next mails to {@code reader} and does with them as it says; answers whether there may be more. Throws
     * when the mailbox cannot be reached.
     */
    boolean next(Reader reader) throws MessagingException {
        AbstractMailReceiver receiver = receivers.open(AT_ONCE, this::notAside);
        try {
            List<MimeMessage> mails = Arrays.stream(receiver.receive())
                    .map(found -> (MimeMessage) ((org.springframework.messaging.Message<?>) found).getPayload())
                    .toList();
            if (mails.isEmpty()) {
                return false;
            }
            Folder folder = mails.get(0).getFolder();
            List<String> names = names(folder, mails);
            List<Fate> fates = reader.read(mails);
            settle(mails, names, fates);
            folder.close(true);
            return mails.size() == AT_ONCE && !fates.contains(Fate.LEFT);
        } finally {
            receiver.destroy();
        }
    }

    private void settle(List<MimeMessage> mails, List<String> names, List<Fate> fates) throws MessagingException {
        for (int i = 0; i < mails.size(); i++) {
            if (fates.get(i) == Fate.DONE) {
                mails.get(i).setFlag(Flags.Flag.DELETED, true);
            } else if (fates.get(i) == Fate.SET_ASIDE || tries.merge(names.get(i), 1, Integer::sum) == TRIES) {
                tries.remove(names.get(i));
                setAside(mails.get(i), names.get(i));
            }
        }
    }

    private void setAside(MimeMessage mail, String name) throws MessagingException {
        if (aside.size() < MOST_ASIDE) {
            aside.add(name);
        }
        if (mail.getFolder() instanceof POP3Folder) {
            return;
        }
        mail.setFlag(Flags.Flag.FLAGGED, true);
    }

    private Message[] notAside(Folder folder, Message[] found) throws MessagingException {
        if (aside.isEmpty() || found.length == 0) {
            return found;
        }
        FetchProfile names = new FetchProfile();
        names.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(found, names);
        List<Message> fresh = new ArrayList<>();
        for (Message each : found) {
            if (!aside.contains(name(folder, each))) {
                fresh.add(each);
            }
        }
        return fresh.toArray(Message[]::new);
    }

    private static List<String> names(Folder folder, List<MimeMessage> mails) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (MimeMessage mail : mails) {
            names.add(name(folder, mail));
        }
        return names;
    }

    /** What the server calls a mail, for as long as it is there. */
    private static String name(Folder folder, Message mail) throws MessagingException {
        if (folder instanceof POP3Folder pop3) {
            return pop3.getUID(mail);
        }
        UIDFolder imap = (UIDFolder) folder;
        return imap.getUIDValidity() + "." + imap.getUID(mail);
    }
}
