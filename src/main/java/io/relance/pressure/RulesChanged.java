package io.relance.pressure;

import java.time.Instant;

/** The shop's own rules are others from now on: what waits because of them may wait no longer. */
public record RulesChanged(Instant at) {}
