package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who has a question open with support is not sold to meanwhile; advisors may call. Waits until the case is solved,
 * and where nobody ever says so, as long as the settings say.
 */
final class OpenCase implements Policy {

    @Override
    public String code() {
        return "open_case";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        Instant since = candidate.person().silences().get(Kind.CASE);
        Duration longest = candidate.settings().care().openCase();
        if (since == null || longest == null || !candidate.isMarketing() || candidate.channel() == Channel.PHONE) {
            return Optional.empty();
        }
        Instant until = since.plus(longest);
        return candidate.at().isBefore(until)
                ? Phrases.until(
                        until,
                        code(),
                        "The person has a support case open since " + candidate.dayInWords(since)
                                + "; marketing is silent.",
                        "La personne a un dossier ouvert au service client depuis le " + candidate.frenchDay(since)
                                + " ; le marketing se tait.",
                        Map.of("openSince", since.toString()))
                : Optional.empty();
    }
}
