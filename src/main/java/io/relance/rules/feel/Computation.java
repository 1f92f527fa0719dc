package io.relance.rules.feel;

/** An expression, ready to be computed; immutable and safe to share. */
@FunctionalInterface
public interface Computation {

    /**
     * The value, as {@link Values} describes values; null where FEEL says null: for what is not there, and for what
     * cannot be compared or reckoned with.
     *
     * @throws NotComputed when only the engine knows
     */
    Object in(Scope scope);

    /** Makes an expression ready. */
    static Computation of(Expression expression) {
        return expression.accept(new Computations());
    }
}
