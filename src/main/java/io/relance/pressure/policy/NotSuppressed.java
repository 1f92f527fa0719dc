package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import java.util.Map;
import java.util.Optional;

/** What an address is suppressed for holds for every class of message: it must not be written to at all. */
final class NotSuppressed implements Policy {

    private static final Map<String, String> ENGLISH = Map.of(
            "stop", "The person answered STOP from this number.",
            "hard_bounce", "The mailbox does not exist: an earlier message came back.",
            "soft_bounce", "The mailbox has taken nothing for days: several messages in a row came back.",
            "complaint", "The person reported an earlier message as spam.",
            "unreachable", "Nothing arrives at this number.",
            "erased", "The person had everything about them erased.");

    private static final Map<String, String> FRENCH = Map.of(
            "stop", "La personne a répondu STOP depuis ce numéro.",
            "hard_bounce", "Cette boîte n’existe pas : un message précédent est revenu.",
            "soft_bounce", "La boîte ne prend plus rien depuis des jours : plusieurs messages de suite sont revenus.",
            "complaint", "La personne a signalé un message précédent comme indésirable.",
            "unreachable", "Rien n’arrive à ce numéro.",
            "erased", "La personne a fait effacer tout ce qui la concerne.");

    @Override
    public String code() {
        return "suppressed";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        String reason = candidate.person().suppression();
        if (reason == null) {
            return Optional.empty();
        }
        String words = reason.replace('_', ' ');
        return Phrases.never(
                "suppressed_" + reason,
                ENGLISH.getOrDefault(reason, "This address must not be written to: " + words + "."),
                FRENCH.getOrDefault(reason, "On ne doit pas écrire à cette adresse : " + words + "."),
                Map.of("suppression", reason));
    }
}
