package io.relance.message.sending;

/** A message and what became of it. */
record Settled(Claimed message, Outcome outcome) {}
