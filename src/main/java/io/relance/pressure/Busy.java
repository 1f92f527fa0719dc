package io.relance.pressure;

/**
 * Somebody else decides about this person just now, or the person has just become another: to be asked again in a moment.
 * Only a permit that is confirmed is answered so; whoever asks for one waits.
 */
public record Busy() implements Verdict {}
