package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.ledger.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Never the same template for the same cart or order twice, and for a while one offer by one channel only. */
final class SameContent implements Policy {

    @Override
    public String code() {
        return "same_content";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        if (!candidate.isMarketing()) {
            return Optional.empty();
        }
        return sameTemplate(candidate).or(() -> sameOffer(candidate));
    }

    /** By when they have it: of two that wait, whichever asked first, however strong. */
    private static Stream<Said> earlier(Candidate candidate) {
        return candidate.person().said().stream()
                .filter(said -> candidate.own() == null
                        || said.permit() < candidate.own().permit()
                        || said.used() && said.permit() != candidate.own().permit());
    }

    private Optional<Refusal> sameTemplate(Candidate candidate) {
        Saying saying = candidate.saying();
        if (!candidate.settings().care().sameContent() || saying.template() == null || saying.key() == null) {
            return Optional.empty();
        }
        return earlier(candidate)
                .filter(said -> said.channel() == candidate.channel())
                .filter(said -> saying.template().equals(said.saying().template())
                        && saying.key().equals(said.saying().key()))
                .findFirst()
                .flatMap(said -> Phrases.never(
                        code(),
                        "The person has had " + saying.template() + " about this " + kind(saying.key()) + " already.",
                        "La personne a déjà reçu " + saying.template() + " pour " + french(saying.key()) + ".",
                        Map.of("competing", List.of(said.told(candidate.asked())))));
    }

    private Optional<Refusal> sameOffer(Candidate candidate) {
        Duration within = candidate.settings().care().sameOffer();
        String offer = candidate.saying().offer();
        if (within == null || offer == null) {
            return Optional.empty();
        }
        return earlier(candidate)
                .filter(said -> said.channel() != candidate.channel()
                        && offer.equals(said.saying().offer()))
                .filter(said -> candidate.at().isBefore(candidate.moment(said).plus(within)))
                .findFirst()
                .flatMap(said -> other(candidate, said, candidate.moment(said).plus(within)));
    }

    private Optional<Refusal> other(Candidate candidate, Said said, Instant until) {
        return Phrases.until(
                until,
                code(),
                "The offer " + said.saying().offer() + " has just gone to the person by " + Phrases.by(said.channel())
                        + ".",
                "L’offre " + said.saying().offer() + " vient de partir à la personne par " + Phrases.par(said.channel())
                        + ".",
                Map.of("competing", List.of(said.told(candidate.asked()))));
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static String french(String key) {
        return kind(key).equals("order") ? "cette commande" : "ce panier";
    }
}
