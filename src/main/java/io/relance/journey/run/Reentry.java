package io.relance.journey.run;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a contact may enter a journey again with the same key: after leaving it, never, or not within a period. */
public record Reentry(String rule) {

    /** The rule with this code; {@code after-exit} for null. Throws {@link IllegalArgumentException} naming what is accepted. */
    public static Reentry of(String code) {
        Reentry reentry = new Reentry(code == null || code.isBlank() ? "after-exit" : code.strip());
        reentry.refusal(Instant.EPOCH, Instant.EPOCH);
        return reentry;
    }

    /** The reason code why a contact who entered at {@code last} may not enter at {@code now}; empty when they may. */
    public Optional<String> refusal(Instant last, Instant now) {
        if (rule.equals("after-exit")) {
            return Optional.empty();
        }
        if (rule.equals("once")) {
            return Optional.of("reentry_once");
        }
        return now.isBefore(plus(last)) ? Optional.of("reentry_period") : Optional.empty();
    }

    /** From when on a contact who entered at {@code last} may enter again; null when time alone does not help. */
    public Instant next(Instant last) {
        return rule.equals("after-exit") || rule.equals("once") ? null : plus(last);
    }

    private Instant plus(Instant last) {
        try {
            return rule.contains("T")
                    ? last.plus(Duration.parse(rule))
                    : last.atZone(ZoneOffset.UTC).plus(Period.parse(rule)).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "reentry '" + rule + "' is unknown; accepted: after-exit, once, an ISO period such as P30D", e);
        }
    }
}
