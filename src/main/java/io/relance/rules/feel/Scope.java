package io.relance.rules.feel;

import java.util.Map;

/**
 * What an expression is computed over.
 *
 * @param facts by their names; one that is not there is null
 * @param input the value of the column a test stands in; null outside of tests
 * @param asked what {@code ?} stands for; {@link #NOBODY} where it stands for nothing (yet)
 */
public record Scope(Map<String, Object> facts, Object input, Object asked) {

    /** What an expression with {@code ?} gives while {@code ?} stands for nothing; infects everything but a short cut. */
    static final Object NOBODY = new Object();

    /** For expressions that stand in no column. */
    public static Scope of(Map<String, Object> facts) {
        return new Scope(facts, null, NOBODY);
    }

    /** For the tests of a column. */
    public static Scope of(Map<String, Object> facts, Object input) {
        return new Scope(facts, input, NOBODY);
    }

    Scope asking(Object value) {
        return new Scope(facts, value, asked);
    }

    Scope answered() {
        return new Scope(facts, input, input);
    }
}
