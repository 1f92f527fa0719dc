package io.relance.consent;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One entry of the choices' history.
 *
 * @param topic of {@code TOPIC_OFF} and {@code TOPIC_ON}; else null
 * @param pausedUntil of {@code PAUSED}; else null
 * @param grounds when, where and how it was said
 */
record Choice(ContactId contact, Kind kind, String topic, Instant pausedUntil, Grounds grounds) {

    /** What was chosen. */
    enum Kind {
        TOPIC_OFF,
        TOPIC_ON,
        PAUSED,
        RESUMED
    }

    /** What has to be said to come from one state to the other; empty when they are the same. */
    static List<Choice> between(ContactId contact, Choices before, Choices after, Grounds grounds) {
        List<Choice> choices = new ArrayList<>();
        new TreeSet<>(after.topicsOff())
                .stream()
                        .filter(topic -> !before.topicsOff().contains(topic))
                        .forEach(topic -> choices.add(new Choice(contact, Kind.TOPIC_OFF, topic, null, grounds)));
        new TreeSet<>(before.topicsOff())
                .stream()
                        .filter(topic -> !after.topicsOff().contains(topic))
                        .forEach(topic -> choices.add(new Choice(contact, Kind.TOPIC_ON, topic, null, grounds)));
        if (!Objects.equals(before.pausedUntil(), after.pausedUntil())) {
            Kind kind = after.pausedUntil() == null ? Kind.RESUMED : Kind.PAUSED;
            choices.add(new Choice(contact, kind, null, after.pausedUntil(), grounds));
        }
        return choices;
    }
}
