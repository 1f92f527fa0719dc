package io.relance.tracking;

import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Links.Click;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** LinkClicks in messages, told apart into people's and machines'. */
@Component
class LinkClicks {

    /** Asks who has not acted for years whether to stay in touch. */
    private static final String QUESTION = "stay-in-touch";

    private final Messages messages;
    private final Consents consents;
    private final Timeline timeline;
    private final TrackingSettings settings;

    LinkClicks(Messages messages, Consents consents, Timeline timeline, TrackingSettings settings) {
        this.messages = messages;
        this.consents = consents;
        this.timeline = timeline;
        this.settings = settings;
    }

    /** Records a click, unless the person objected to being measured. */
    @Transactional
    void record(Click click, Visit visit) {
        messages.find(click.message())
                .filter(this::mayBeMeasured)
                .ifPresent(message -> record(message, click.url(), visit));
    }

    private void record(Message message, String url, Visit visit) {
        boolean machine = isMachine(message, visit);
        if (!machine) {
            messages.clicked(message.id(), visit.at());
        }
        timeline.record(List.of(new NewActivity(
                message.contact(),
                visit.at(),
                name(message.channel(), machine),
                properties(message, url, machine),
                "tracking",
                true)));
    }

    /** An objection counts for what was already sent, too; a click that answers a question is an answer. */
    private boolean mayBeMeasured(Message message) {
        if (message.template().equals(QUESTION)) {
            return true;
        }
        Consent.State state =
                consents.of(message.contact(), ConsentTopic.TRACKING_CLICKS).state();
        return state != Consent.State.DENIED && state != Consent.State.WITHDRAWN;
    }

    private boolean isMachine(Message message, Visit visit) {
        if (visit.saysMachine()) {
            return true;
        }
        // A click before the server's yes can only be a gateway's. One in a message in doubt shows that it arrived.
        return message.sentAt() == null
                ? message.state() == MessageState.SENDING
                : visit.at().isBefore(message.sentAt().plus(settings.machineWithin()));
    }

    /** A machine's click has another name, so that it wakes no journey that waits for a person's. */
    private static String name(Channel channel, boolean machine) {
        return (channel == Channel.SMS ? "SMS Link " : "Email Link ") + (machine ? "Prefetched" : "Clicked");
    }

    private static Map<String, Object> properties(Message message, String url, boolean machine) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("message", message.id());
        properties.put("template", message.template());
        properties.put("url", url);
        if (message.step() != null) {
            properties.put("journey", message.step().journey());
            properties.put("step", message.step().step());
        }
        if (machine) {
            properties.put("machine", true);
        }
        return properties;
    }
}
