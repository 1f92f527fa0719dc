package io.relance.consent;

import io.relance.shared.Channel;
import java.util.Locale;
import java.util.Optional;

/** What a consent is about: a channel, or being measured. */
public enum ConsentTopic {
    EMAIL,
    SMS,
    PHONE,
    PUSH,
    TRACKING_OPENS,
    TRACKING_CLICKS;

    /** The word in JSON and SQL: {@code tracking_opens}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic with this code, in whatever case; empty when there is none. */
    public static Optional<ConsentTopic> of(String code) {
        for (ConsentTopic topic : values()) {
            if (topic.code().equalsIgnoreCase(code)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /** The topic of a channel. */
    public static ConsentTopic of(Channel channel) {
        return valueOf(channel.name());
    }
}
