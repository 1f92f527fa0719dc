package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What refusals are put together from. */
final class Phrases {

    /** Who makes us wait longer comes later; whom time does not cure, last. */
    static final Comparator<Refusal> LATER =
            Comparator.comparing(Refusal::next, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final Map<Channel, String> BY = Map.of(
            Channel.EMAIL, "e-mail",
            Channel.SMS, "SMS",
            Channel.PHONE, "phone",
            Channel.PUSH, "push message");

    private static final Map<Channel, String> PAR = Map.of(
            Channel.EMAIL, "e-mail",
            Channel.SMS, "SMS",
            Channel.PHONE, "téléphone",
            Channel.PUSH, "notification");

    private Phrases() {}

    /** The channel, after "by". */
    static String by(Channel channel) {
        return BY.get(channel);
    }

    /** The channel, after "par". */
    static String par(Channel channel) {
        return PAR.get(channel);
    }

    /** Whom time does not cure. */
    static Optional<Refusal> never(String reason, String english, String french, Map<String, Object> inputs) {
        return until(null, reason, english, french, inputs);
    }

    /** Until that moment. */
    static Optional<Refusal> until(
            Instant next, String reason, String english, String french, Map<String, Object> inputs) {
        return Optional.of(new Refusal(new Why(reason, english, french, inputs), next));
    }
}
