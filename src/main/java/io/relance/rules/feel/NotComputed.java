package io.relance.rules.feel;

/**
 * An expression, or a fact it met, is beyond what is computed here. Nothing is wrong with the table: the engine decides
 * instead, and says itself what it refuses.
 */
public class NotComputed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what a few words for the log: what was met */
    public NotComputed(String what) {
        // Thrown per decision in the worst case: without a stack trace.
        super(what, null, false, false);
    }
}
