package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import java.util.Map;
import java.util.Optional;

/** Who has done nothing for long is left out of newsletters and of what is low. */
final class ColdContacts implements Policy {

    @Override
    public String code() {
        return "cold_contact";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        boolean left = candidate.isMarketing()
                && candidate.settings().care().coldAfter() != null
                && candidate.saying().journeyClass().givesWay()
                && candidate.person().cold();
        if (!left) {
            return Optional.empty();
        }
        long days = candidate.settings().care().coldAfter().toDays();
        return Phrases.never(
                code(),
                "The person has done nothing for " + days + " days or more.",
                "La personne n’a rien fait depuis " + days + " jours ou plus.",
                Map.of("days", days));
    }
}
