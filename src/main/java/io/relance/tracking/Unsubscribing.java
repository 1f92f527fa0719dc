package io.relance.tracking;

import io.relance.consent.ConsentTopic;
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
    private final Timeline timeline;
    private final Clock clock;

    Unsubscribing(Withdrawals withdrawals, Timeline timeline, Clock clock) {
        this.withdrawals = withdrawals;
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
