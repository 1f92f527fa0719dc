package io.relance.pressure;

/** The answer to an {@link Ask}. */
public sealed interface Verdict permits Permit, Refusal, Busy {}
