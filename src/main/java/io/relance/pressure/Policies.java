package io.relance.pressure;

import io.relance.consent.Consent.State;
import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.Hours;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
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
            "soft_bounce", "The last messages all came back, over a week or more.",
            "complaint", "The person reported an earlier message as spam.");

    /** Who makes us wait longer comes later; whom time does not cure, last. */
    private static final Comparator<Refusal> LATER =
            Comparator.comparing(Refusal::next, Comparator.nullsLast(Comparator.naturalOrder()));

    @Bean
    Gate gate() {
        return new Gate(List.of(
                Policies::reachable,
                Policies::notSuppressed,
                Policies::consenting,
                Policies::withinHours,
                Policies::belowCaps));
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

    /** Marketing keeps to the hours of its channel; what came too late waits until they begin anew. */
    static Optional<Refusal> withinHours(Candidate candidate) {
        Hours hours = candidate.pace().hours();
        if (hours == null || candidate.messageClass() == MessageClass.TRANSACTIONAL) {
            return Optional.empty();
        }
        ZoneId zone = candidate.pace().zone();
        Instant opened = hours.openedBefore(candidate.at(), zone);
        String detail = "Marketing by " + BY.get(candidate.channel()) + " keeps to the hours from " + hours.from()
                + " to " + hours.to() + " of the person's day";
        if (opened == null) {
            return quiet(detail + ".", hours.nextOpening(candidate.at(), zone));
        }
        Instant waitAfter = candidate.pace().waitAfter();
        boolean missed = waitAfter != null && candidate.at().isAfter(waitAfter) && !opened.isAfter(waitAfter);
        return missed
                ? quiet(detail + ", and this one missed its own.", hours.nextOpening(candidate.at(), zone))
                : Optional.empty();
    }

    private static Optional<Refusal> quiet(String detail, Instant next) {
        return Optional.of(new Refusal("quiet_hours", detail, next));
    }

    /** Nobody hears marketing more often than the caps of the channel say, whichever journeys it comes from. */
    static Optional<Refusal> belowCaps(Candidate candidate) {
        if (candidate.messageClass() == MessageClass.TRANSACTIONAL) {
            return Optional.empty();
        }
        return candidate.pace().caps().stream()
                .flatMap(cap -> above(cap, candidate).stream())
                .max(LATER);
    }

    private static Optional<Refusal> above(Cap cap, Candidate candidate) {
        Instant opens = cap.opens(candidate.pace().spoken(), candidate.at());
        if (candidate.at().equals(opens)) {
            return Optional.empty();
        }
        String detail = opens == null
                ? "The shop sends no marketing by " + BY.get(cap.channel()) + "."
                : "No more marketing by " + BY.get(cap.channel()) + " than " + cap.count() + " in " + cap.stretch()
                        + " reaches one person, all journeys together.";
        return Optional.of(new Refusal("cap_" + cap.channel().code(), detail, opens));
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
