package io.relance.message;

/** A message and what became of it. */
record Settled(Claimed message, Outcome outcome) {}
