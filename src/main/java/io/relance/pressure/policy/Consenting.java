package io.relance.pressure.policy;

import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Marketing needs a yes; by e-mail and SMS a completed order without an objection will do (CPCE L. 34-5), by phone it
 * will not (code de la consommation L. 223-1). It keeps to the topics the person left on, and to the pause they asked
 * for.
 */
final class Consenting implements Policy {

    @Override
    public String code() {
        return "consent";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        if (!candidate.isMarketing()) {
            return Optional.empty();
        }
        State state = candidate.person().consent().state();
        boolean soft = state == State.SOFT_OPT_IN;
        if (state != State.GRANTED && !(soft && bySoftOptIn(candidate.channel()))) {
            return missing(soft ? State.UNKNOWN : state, candidate);
        }
        return chosen(candidate);
    }

    private static boolean bySoftOptIn(Channel channel) {
        return channel == Channel.EMAIL || channel == Channel.SMS;
    }

    private static Optional<Refusal> missing(State state, Candidate candidate) {
        String by = " marketing by " + Phrases.by(candidate.channel()) + ".";
        String par = " de marketing par " + Phrases.par(candidate.channel()) + ".";
        String reason = "consent_" + state.name().toLowerCase(Locale.ROOT);
        Map<String, Object> inputs = inputs(candidate.person().consent());
        return switch (state) {
            case DENIED ->
                Phrases.never(
                        reason,
                        "The person was asked and said no to" + by,
                        "On a posé la question à la personne, et elle ne veut pas" + par,
                        inputs);
            case WITHDRAWN ->
                Phrases.never(reason, "The person objected to" + by, "La personne ne veut plus" + par, inputs);
            default ->
                Phrases.never(
                        reason, "The person never agreed to" + by, "La personne n’a jamais accepté" + par, inputs);
        };
    }

    private static Map<String, Object> inputs(Consent consent) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("state", consent.state().name().toLowerCase(Locale.ROOT));
        if (consent.at() != null) {
            inputs.put("source", consent.source());
            inputs.put("since", consent.at().toString());
        }
        return inputs;
    }

    private static Optional<Refusal> chosen(Candidate candidate) {
        String topic = candidate.saying().topic();
        if (topic != null && candidate.person().choices().topicsOff().contains(topic)) {
            return Phrases.never(
                    "consent_topic_off",
                    "The person wants to hear nothing of this topic: " + topic + ".",
                    "La personne ne veut rien recevoir sur ce sujet : " + topic + ".",
                    Map.of("topic", topic));
        }
        if (!candidate.person().choices().isPausedAt(candidate.at())) {
            return Optional.empty();
        }
        Instant until = candidate.person().choices().pausedUntil();
        return Phrases.until(
                until,
                "consent_paused",
                "The person asked for a pause until " + candidate.dayInWords(until) + ".",
                "La personne a demandé une pause jusqu’au " + candidate.frenchDay(until) + ".",
                Map.of("pausedUntil", until.toString()));
    }
}
