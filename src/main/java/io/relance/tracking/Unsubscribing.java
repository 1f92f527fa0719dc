package io.relance.tracking;

import io.relance.consent.ConsentTopic;
import io.relance.consent.Grounds;
import io.relance.consent.Preferences;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Unsubscribes the reader of a message from its channel. */
@Component
class Unsubscribing {

    private final Withdrawals withdrawals;
    private final Preferences preferences;
    private final Timeline timeline;
    private final Clock clock;

    Unsubscribing(Withdrawals withdrawals, Preferences preferences, Timeline timeline, Clock clock) {
        this.withdrawals = withdrawals;
        this.preferences = preferences;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Committed when it returns. {@code source} is {@code one_click} or {@code page}; the message is the proof. */
    @Transactional
    void unsubscribe(Message message, String source) {
        Instant now = clock.instant();
        ConsentTopic topic = ConsentTopic.of(message.channel());
        String proof = "message " + message.id();
        if (withdrawals.withdraw(message.contact(), topic, now, source, proof)) {
            timeline.record(List.of(
                    new NewActivity(message.contact(), now, "Unsubscribed", properties(message), "tracking", true)));
        }
    }

    /** Only from one topic, on every channel; the consents stay. */
    @Transactional
    void unsubscribe(Message message, String topic, String wording) {
        Instant now = clock.instant();
        Grounds grounds = Grounds.ofPerson(now, "page", wording, "message " + message.id());
        if (preferences.turnOff(message.contact(), topic, grounds)) {
            Map<String, Object> properties = properties(message);
            properties.put("topicOff", topic);
            timeline.record(List.of(
                    new NewActivity(message.contact(), now, "Preferences Changed", properties, "tracking", true)));
        }
    }

    private static Map<String, Object> properties(Message message) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("channel", message.channel().code());
        properties.put("message", message.id());
        if (message.step() != null) {
            properties.put("journey", message.step().journey());
        }
        return properties;
    }
}
