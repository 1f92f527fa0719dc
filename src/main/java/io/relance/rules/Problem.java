package io.relance.rules;

/** What is wrong with a decision table: the element's id and a sentence that says what is accepted. */
public record Problem(String element, String sentence) {}
