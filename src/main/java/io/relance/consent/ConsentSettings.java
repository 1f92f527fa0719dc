package io.relance.consent;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may choose from.
 *
 * @param topics RELANCE_CONSENT_TOPICS: the topics of the shop's messages, in the order in which they are shown; one of
 *     the shop's own with its names, {@code club=Le club|The club}
 */
@ConfigurationProperties("relance.consent")
record ConsentSettings(@DefaultValue({"news", "offers", "reminders", "advice"}) List<String> topics) {

    ConsentSettings {
        topics = List.copyOf(topics);
        Topic.readAll(topics);
    }
}
