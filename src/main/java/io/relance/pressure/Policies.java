package io.relance.pressure;

import io.relance.consent.Consent.State;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules in force, in the order in which they are asked. */
@Configuration(proxyBeanMethods = false)
class Policies {

    private static final Map<Channel, String> BY = Map.of(
            Channel.EMAIL, "e-mail",
            Channel.SMS, "SMS",
            Channel.PHONE, "phone",
            Channel.PUSH, "push message");

    private static final Map<String, String> SUPPRESSED = Map.of(
            "stop", "The person answered STOP from this number.",
            "hard_bounce", "The mailbox does not exist: an earlier message came back.",
            "complaint", "The person reported an earlier message as spam.");

    @Bean
    Gate gate() {
        return new Gate(List.of(Policies::reachable, Policies::notSuppressed, Policies::consenting));
    }

    static Optional<Refusal> reachable(Candidate candidate) {
        if (candidate.address() != null) {
            return Optional.empty();
        }
        String missing =
                switch (candidate.channel()) {
                    case EMAIL -> "No e-mail address is known of this person.";
                    case SMS, PHONE -> "No phone number is known of this person.";
                    case PUSH -> "No device of this person is known.";
                };
        return refusal("content_no_address", missing);
    }

    /** What an address is suppressed for holds for every class of message: it must not be written to at all. */
    static Optional<Refusal> notSuppressed(Candidate candidate) {
        String reason = candidate.suppression();
        if (reason == null) {
            return Optional.empty();
        }
        String detail = SUPPRESSED.getOrDefault(
                reason, "This address must not be written to: " + reason.replace('_', ' ') + ".");
        return refusal("suppressed_" + reason, detail);
    }

    /** Marketing needs a yes; by e-mail an earlier order without an objection will do. */
    static Optional<Refusal> consenting(Candidate candidate) {
        State state = candidate.consent().state();
        boolean soft = state == State.SOFT_OPT_IN;
        boolean allowed = state == State.GRANTED || (soft && candidate.channel() == Channel.EMAIL);
        if (candidate.messageClass() == MessageClass.TRANSACTIONAL || allowed) {
            return Optional.empty();
        }
        State missing = soft ? State.UNKNOWN : state;
        return refusal("consent_" + missing.name().toLowerCase(Locale.ROOT), detail(missing, candidate.channel()));
    }

    private static String detail(State state, Channel channel) {
        String by = " marketing by " + BY.get(channel) + ".";
        return switch (state) {
            case DENIED -> "The person was asked and said no to" + by;
            case WITHDRAWN -> "The person objected to" + by;
            default -> "The person never agreed to" + by;
        };
    }

    private static Optional<Refusal> refusal(String reason, String detail) {
        return Optional.of(new Refusal(reason, detail, null));
    }
}
