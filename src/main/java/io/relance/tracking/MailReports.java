package io.relance.tracking;

import io.relance.consent.ConsentTopic;
import io.relance.consent.Suppressions;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import io.relance.tracking.MailReport.Bounced;
import io.relance.tracking.MailReport.Complained;
import io.relance.tracking.MailReport.Kind;
import io.relance.tracking.MailReport.Recipient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** E-mails that came back or were reported as spam: the message fails, the address rests, the timeline tells. */
@Component
public class MailReports {

    private static final String COMPLAINT = "complaint";
    private static final String SOURCE = "report";

    private final Messages messages;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final SoftRows softRows;
    private final Withdrawals withdrawals;
    private final Timeline timeline;
    private final Clock clock;

    MailReports(
            Messages messages,
            Contacts contacts,
            Suppressions suppressions,
            SoftRows softRows,
            Withdrawals withdrawals,
            Timeline timeline,
            Clock clock) {
        this.messages = messages;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.softRows = softRows;
        this.withdrawals = withdrawals;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Takes a batch in one transaction; what came before changes nothing. Answers those about messages that are not known
     * (any more) or never left.
     */
    @Transactional
    public List<MailReport> take(List<MailReport> reports) {
        Map<Long, Message> known = new HashMap<>();
        for (MailReport report : reports) {
            messages.find(report.message())
                    .filter(MailReports::left)
                    .ifPresent(message -> known.put(message.id(), message));
        }
        // All of them now and in order, as they are locked one by one below.
        contacts.lock(known.values().stream().map(Message::contact).distinct().toList());
        Map<Long, String> addresses = messages.addresses(known.keySet());
        List<NewActivity> activities = new ArrayList<>();
        for (MailReport report : reports) {
            if (known.containsKey(report.message()) && addresses.containsKey(report.message())) {
                // Once more, as another node may have had the lock until now, and the batch may say it twice.
                messages.find(report.message())
                        .flatMap(message -> take(report, message, addresses.get(message.id())))
                        .ifPresent(activities::add);
            }
        }
        timeline.record(activities);
        return reports.stream()
                .filter(report -> !known.containsKey(report.message()))
                .toList();
    }

    private static boolean left(Message message) {
        return message.channel() == Channel.EMAIL
                && message.state() != MessageState.SKIPPED
                && message.state() != MessageState.HELD;
    }

    private Optional<NewActivity> take(MailReport report, Message message, String address) {
        return report instanceof Bounced bounced
                ? bounced(bounced, message, address)
                : complained((Complained) report, message, address);
    }

    private Optional<NewActivity> bounced(Bounced report, Message message, String address) {
        Optional<Recipient> failed = Failures.of(report.recipients(), address);
        if (message.state() == MessageState.FAILED || failed.isEmpty()) {
            return Optional.empty();
        }
        Recipient why = failed.get();
        Instant now = clock.instant();
        messages.reported(message.id(), MessageState.FAILED, "channel_undelivered_" + code(why), now);
        if (why.kind() == Kind.HARD) {
            suppressions.suppress(Channel.EMAIL, address, "hard_bounce", now, SOURCE);
        } else if (why.kind() == Kind.SOFT) {
            softRows.bounced(Channel.EMAIL, address, message, now, SOURCE);
        }
        Map<String, Object> told = MessageProperties.of(message);
        told.put("bounce", Failures.word(why.kind()));
        told.put("code", code(why));
        if (why.detail() != null) {
            told.put("detail", Failures.brief(why.detail()));
        }
        return Optional.of(new NewActivity(message.contact(), now, "Email Bounced", told, "tracking", true));
    }

    private static String code(Recipient why) {
        return why.code() == null ? Failures.word(why.kind()) : why.code();
    }

    /** News only where the address was not silent for that yet, or the person had not withdrawn. */
    private Optional<NewActivity> complained(Complained report, Message message, String address) {
        Instant now = clock.instant();
        boolean silent = suppressions.suppress(Channel.EMAIL, address, COMPLAINT, now, SOURCE);
        String proof = report.type() + " report about message " + message.id();
        boolean withdrawn = withdrawals.withdraw(message.contact(), ConsentTopic.EMAIL, now, COMPLAINT, proof);
        if (!silent && !withdrawn) {
            return Optional.empty();
        }
        Map<String, Object> told = MessageProperties.of(message);
        told.put("type", report.type());
        return Optional.of(new NewActivity(message.contact(), now, "Email Complained", told, "tracking", true));
    }
}
