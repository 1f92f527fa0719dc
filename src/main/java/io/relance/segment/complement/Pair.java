package io.relance.segment.complement;

/**
 * A candidate and a product that the same people bought.
 *
 * @param with the number of the other product
 * @param together how many people bought both
 * @param lift how many times as many as by chance
 */
record Pair(Candidate candidate, int with, int together, double lift) {}
