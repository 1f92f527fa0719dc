package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import java.util.Map;
import java.util.Optional;

/** Whom we have no address of, we cannot speak to. */
final class Reachable implements Policy {

    @Override
    public String code() {
        return "content_no_address";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        if (candidate.person().address() != null) {
            return Optional.empty();
        }
        return switch (candidate.channel()) {
            case EMAIL -> missing("No e-mail address is known", "On ne connaît pas d’adresse e-mail");
            case SMS, PHONE -> missing("No phone number is known", "On ne connaît pas de numéro de téléphone");
            case PUSH -> missing("No device is known", "On ne connaît pas d’appareil");
        };
    }

    private Optional<Refusal> missing(String english, String french) {
        return Phrases.never(code(), english + " of this person.", french + " de cette personne.", Map.of());
    }
}
