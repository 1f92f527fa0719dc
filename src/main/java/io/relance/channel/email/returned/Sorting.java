package io.relance.channel.email.returned;

import io.relance.channel.email.returned.Blocks.Stage;
import io.relance.channel.email.returned.Mailbox.Fate;
import io.relance.channel.email.returned.Reading.AutoReply;
import io.relance.channel.email.returned.Reading.Delivery;
import io.relance.channel.email.returned.Reading.Feedback;
import io.relance.channel.email.returned.Reading.Unknown;
import io.relance.tracking.MailReport;
import io.relance.tracking.MailReport.Bounced;
import io.relance.tracking.MailReport.Complained;
import io.relance.tracking.MailReport.Kind;
import io.relance.tracking.MailReport.Recipient;
import io.relance.tracking.MailReports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Reads mails that came back, reports what they say in one transaction, and decides what becomes of each. */
@Component
class Sorting implements Mailbox.Reader {

    private static final Logger log = LoggerFactory.getLogger(Sorting.class);
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud", "opt-out", "opt-out-list");

    private final Owners owners;
    private final MailReports reports;
    private final Blocks blocks;

    Sorting(Owners owners, MailReports reports, Blocks blocks) {
        this.owners = owners;
        this.reports = reports;
        this.blocks = blocks;
    }

    /**
     * One mail, sorted.
     *
     * @param report null where there is nothing to report
     * @param fate what becomes of it once that is done
     * @param kind as it is counted
     */
    private record Sorted(MailReport report, Fate fate, String kind) {}

    @Override
    public List<Fate> read(List<MimeMessage> mails) {
        List<Sorted> sorted = mails.stream().map(this::sort).toList();
        List<Sorted> done = taken(sorted);
        done.forEach(each -> ReturnMeters.read(each.kind()));
        done.forEach(this::alert);
        return done.stream().map(Sorted::fate).toList();
    }

    private Sorted sort(MimeMessage mail) {
        try {
            return sort(ReturnedMail.of(Octets.of(mail)));
        } catch (IOException | MessagingException | RuntimeException | StackOverflowError e) {
            log.warn("a mail that came back cannot be read and stays in its mailbox, flagged: {}", e.toString());
            return new Sorted(null, Fate.SET_ASIDE, ReturnMeters.UNKNOWN);
        }
    }

    private Sorted sort(ReturnedMail mail) {
        Reading reading = mail.reading();
        if (reading instanceof AutoReply || reading instanceof Unknown) {
            return reading instanceof AutoReply
                    ? new Sorted(null, Fate.DONE, ReturnMeters.AUTO_REPLY)
                    : new Sorted(null, Fate.SET_ASIDE, ReturnMeters.UNKNOWN);
        }
        boolean notice = reading instanceof Delivery delivery && !delivery.failed()
                || reading instanceof Feedback feedback && !COMPLAINTS.contains(feedback.type());
        if (notice) {
            return new Sorted(null, Fate.DONE, ReturnMeters.NOTICE);
        }
        OptionalLong message = owners.of(mail.evidence());
        return message.isEmpty() ? unmatched() : report(message.getAsLong(), reading);
    }

    private static Sorted report(long message, Reading reading) {
        if (reading instanceof Delivery delivery) {
            return new Sorted(new Bounced(message, delivery.recipients()), Fate.DONE, kind(delivery.recipients()));
        }
        return new Sorted(new Complained(message, ((Feedback) reading).type()), Fate.DONE, ReturnMeters.COMPLAINT);
    }

    private static String kind(List<Recipient> recipients) {
        return worst(recipients).map(Recipient::kind).orElseThrow().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Recipient> worst(List<Recipient> recipients) {
        return recipients.stream()
                .filter(recipient -> recipient.kind() != null)
                .min(Comparator.comparing(Recipient::kind));
    }

    private static Sorted unmatched() {
        log.warn("a report about no mail of ours stays in its mailbox, flagged; nobody is suppressed for it");
        return new Sorted(null, Fate.SET_ASIDE, ReturnMeters.UNMATCHED);
    }

    /**
     * All in one transaction; where that fails each by itself, so that one cannot hold up the others. A database that is
     * away holds up all of them: they stay where they are.
     */
    private List<Sorted> taken(List<Sorted> sorted) {
        try {
            return taken(sorted, reports.take(reports(sorted)));
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException e) {
            log.warn("reports that came back could not be taken together and are taken one by one", e);
        }
        return sorted.stream().map(this::one).toList();
    }

    private Sorted one(Sorted sorted) {
        try {
            return taken(List.of(sorted), reports.take(reports(List.of(sorted))))
                    .get(0);
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException e) {
            log.warn("a report that came back could not be taken and is tried again", e);
            return new Sorted(null, Fate.LEFT, ReturnMeters.UNKNOWN);
        }
    }

    private static List<MailReport> reports(List<Sorted> sorted) {
        return sorted.stream().map(Sorted::report).filter(Objects::nonNull).toList();
    }

    private static List<Sorted> taken(List<Sorted> sorted, List<MailReport> unknown) {
        return sorted.stream()
                .map(each -> each.report() != null && unknown.contains(each.report()) ? unmatched() : each)
                .toList();
    }

    private void alert(Sorted sorted) {
        if (sorted.report() instanceof Bounced bounced) {
            worst(bounced.recipients())
                    .filter(recipient -> recipient.kind() == Kind.BLOCK)
                    .ifPresent(recipient -> blocks.refused(Stage.REPORT, recipient.code(), recipient.detail()));
        }
    }
}
