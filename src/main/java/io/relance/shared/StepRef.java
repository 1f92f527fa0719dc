package io.relance.shared;

/**
 * One step of one run of a journey: who asked for a message, a call or a decision.
 *
 * @param journey the journey's id (the diagram's process id)
 * @param version the version of the diagram the run is on
 * @param enrolment the run
 * @param step the diagram element's id
 */
public record StepRef(String journey, int version, long enrolment, String step) {}
