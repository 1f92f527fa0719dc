package io.relance.consent;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What people may choose from, and whose word must be confirmed.
 *
 * @param topics RELANCE_CONSENT_TOPICS: the topics of the shop's messages, in the order in which they are shown; one of
 *     the shop's own with its names, {@code club=Le club|The club}
 * @param doubleOptIn RELANCE_CONSENT_DOUBLE_OPT_IN: the sources whose consents for e-mail and SMS count only once the
 *     person has confirmed them
 * @param confirmWithin RELANCE_CONSENT_CONFIRM_WITHIN: for how long a confirmation's link may be used
 * @param confirmAgainAfter RELANCE_CONSENT_CONFIRM_AGAIN_AFTER: for how long no second confirmation goes to an address
 */
@Validated
@ConfigurationProperties("relance.consent")
record ConsentSettings(
        @DefaultValue({"news", "offers", "reminders", "advice"}) List<String> topics,
        @DefaultValue({}) Set<String> doubleOptIn,
        @DefaultValue("P7D") Duration confirmWithin,
        @DefaultValue("P1D") Duration confirmAgainAfter) {

    ConsentSettings {
        topics = List.copyOf(topics);
        doubleOptIn = doubleOptIn.stream().map(ConsentSettings::name).collect(Collectors.toUnmodifiableSet());
        Topic.readAll(topics);
    }

    @AssertTrue(
            message =
                    "RELANCE_CONSENT_DOUBLE_OPT_IN names double_opt_in or tracking, where confirmations themselves come"
                            + " from; it accepts other sources, with commas: popup,footer")
    boolean isDoubleOptInRight() {
        return !doubleOptIn.contains(Confirmations.SOURCE) && !doubleOptIn.contains("tracking");
    }

    @AssertTrue(message = "RELANCE_CONSENT_CONFIRM_WITHIN accepts a duration of an hour or more, such as P7D")
    boolean isConfirmWithinRight() {
        return confirmWithin.compareTo(Duration.ofHours(1)) >= 0;
    }

    @AssertTrue(message = "RELANCE_CONSENT_CONFIRM_AGAIN_AFTER accepts a duration of a minute or more, such as P1D")
    boolean isConfirmAgainAfterRight() {
        return confirmAgainAfter.compareTo(Duration.ofMinutes(1)) >= 0;
    }

    /** Whether this yes must be confirmed: by what it says of its source, or by who reported it. */
    boolean mustBeConfirmed(Act act) {
        boolean written = act.topic() == ConsentTopic.EMAIL || act.topic() == ConsentTopic.SMS;
        return written
                && act.state() == Consent.State.GRANTED
                && (doubleOptIn.contains(name(act.source())) || doubleOptIn.contains(name(act.actor())));
    }

    /** Sources are compared as people take them for the same: {@code Popup} is {@code popup}. */
    private static String name(String source) {
        return source == null ? "" : source.strip().toLowerCase(Locale.ROOT);
    }
}
