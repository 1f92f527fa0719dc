package io.relance.tracking;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.tracking.Visit.Fetcher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Openings of mails, told apart into people's and machines'. They are kept, and move nothing: too many are neither. */
@Component
class MailOpens {

    private final Messages messages;
    private final ReaderConsents readers;
    private final Timeline timeline;
    private final TrackingSettings settings;

    MailOpens(Messages messages, ReaderConsents readers, Timeline timeline, TrackingSettings settings) {
        this.messages = messages;
        this.readers = readers;
        this.timeline = timeline;
        this.settings = settings;
    }

    /** Records that the picture of a message was fetched, as long as its reader allows it. */
    @Transactional
    void record(long id, Visit visit) {
        messages.find(id)
                .filter(message -> readers.of(message.contact()).opens())
                .ifPresent(message -> record(message, visit));
    }

    private void record(Message message, Visit visit) {
        Fetcher fetcher = isTooSoon(message, visit) ? Fetcher.MACHINE : visit.fetcher();
        boolean machine = fetcher == Fetcher.MACHINE;
        boolean first =
                machine ? messages.prefetched(message.id(), visit.at()) : messages.opened(message.id(), visit.at());
        if (first) {
            timeline.record(List.of(new NewActivity(
                    message.contact(),
                    visit.at(),
                    machine ? "Email Prefetched" : "Email Opened",
                    properties(message, fetcher),
                    "tracking",
                    // What is not live starts and wakes nothing, whatever a diagram says.
                    false)));
        }
    }

    private boolean isTooSoon(Message message, Visit visit) {
        return message.sentAt() == null
                ? message.state() == MessageState.SENDING
                : visit.at().isBefore(message.sentAt().plus(settings.machineWithin()));
    }

    private static Map<String, Object> properties(Message message, Fetcher fetcher) {
        Map<String, Object> properties = MessageProperties.of(message);
        if (fetcher == Fetcher.MACHINE) {
            properties.put("machine", true);
        } else if (fetcher != Fetcher.READER) {
            properties.put("proxy", fetcher.name().toLowerCase(Locale.ROOT));
        }
        return properties;
    }
}
