package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.pressure.setting.Cap;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nobody hears marketing more often than the caps of the channel say, whichever journeys it comes from. */
final class Caps implements Policy {

    @Override
    public String code() {
        return "cap";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        if (!candidate.isMarketing()) {
            return Optional.empty();
        }
        List<Said> counted = counted(candidate).stream()
                .filter(said -> !candidate.isOvertakenBy(said))
                .toList();
        Optional<Refusal> refused = refusedCall(candidate);
        return all(candidate).stream()
                .flatMap(cap -> above(cap, candidate, counted).stream())
                .max(Phrases.LATER)
                .filter(above -> refused.isEmpty() || Phrases.LATER.compare(above, refused.get()) > 0)
                .or(() -> refused);
    }

    /** The caps that hold for the person on this channel. */
    static List<Cap> all(Candidate candidate) {
        return candidate
                .settings()
                .capsOf(candidate.channel(), candidate.person().segments());
    }

    /** What counts against them, whoever is stronger. */
    static List<Said> counted(Candidate candidate) {
        boolean transactional = candidate.settings().care().transactionalCounts();
        return candidate
                .ahead()
                .filter(said -> said.channel() == candidate.channel())
                .filter(said -> transactional || said.messageClass() == candidate.messageClass())
                .toList();
    }

    /** When one more may be said, these being said; null: never. */
    static Instant opens(Cap cap, Candidate candidate, List<Said> said) {
        return cap.opens(
                said.stream().map(candidate::moment).toList(),
                candidate.at(),
                candidate.person().place().zone());
    }

    private static Optional<Refusal> above(Cap cap, Candidate candidate, List<Said> counted) {
        Instant opens = opens(cap, candidate, counted);
        if (candidate.at().equals(opens)) {
            return Optional.empty();
        }
        Channel channel = cap.channel();
        String english = opens == null
                ? "The shop sends no marketing by " + Phrases.by(channel) + "."
                : "No more marketing by " + Phrases.by(channel) + " than " + cap.count() + " " + cap.stretch()
                        + " reaches one person, all journeys together.";
        String french = opens == null
                ? "La boutique n’envoie pas de marketing par " + Phrases.par(channel) + "."
                : "Une personne ne reçoit pas plus de " + cap.count() + " messages de marketing par "
                        + Phrases.par(channel) + " " + cap.frenchStretch() + ", tous parcours confondus.";
        return Phrases.until(opens, "cap_" + channel.code(), english, french, inputs(cap, candidate, counted));
    }

    private static Map<String, Object> inputs(Cap cap, Candidate candidate, List<Said> counted) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("count", cap.count());
        inputs.put("per", cap.perText());
        if (cap.segment() != null) {
            inputs.put("segment", cap.segment());
        }
        Instant back = candidate.at().minus(cap.reach());
        inputs.put(
                "competing",
                counted.stream()
                        .filter(said -> candidate.moment(said).isAfter(back))
                        .sorted(Comparator.comparing(candidate::moment))
                        .limit(Math.max(1, cap.count()))
                        .map(said -> said.told(candidate.asked()))
                        .toList());
        return inputs;
    }

    private static Optional<Refusal> refusedCall(Candidate candidate) {
        Instant since = candidate.person().silences().get(Kind.REFUSED_CALL);
        Duration silence = candidate.settings().care().refusedCall();
        if (candidate.channel() != Channel.PHONE || since == null || silence == null) {
            return Optional.empty();
        }
        Instant until = since.plus(silence);
        return candidate.at().isBefore(until)
                ? Phrases.until(
                        until,
                        "cap_refused_call",
                        "The person refused to be called on " + candidate.dayInWords(since) + "; nobody calls before "
                                + candidate.dayInWords(until) + ".",
                        "La personne a refusé d’être appelée le " + candidate.frenchDay(since)
                                + " ; personne n’appelle avant le " + candidate.frenchDay(until) + ".",
                        Map.of("refusedAt", since.toString()))
                : Optional.empty();
    }
}
