package io.relance.segment.complement;

import io.relance.segment.Recommendation.Kind;

/**
 * A category to propose something of, as a rule of the table says.
 *
 * @param category as tables write it
 * @param rule the rule's id
 * @param says what its author says of it; empty where nothing
 */
record Wish(String category, Kind kind, String rule, String says) {}
