package io.relance.pressure;

import java.time.Instant;

/**
 * We may not speak.
 *
 * @param reason stable code that begins with its policy: {@code consent_withdrawn}
 * @param detail a sentence a marketer understands
 * @param next the first moment at which this policy would allow it; null when time alone will not
 */
public record Refusal(String reason, String detail, Instant next) implements Verdict {}
