package io.relance.rules.feel;

import io.relance.rules.feel.Expression.Operation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;

/** Reckons with two values: 34 digits as the engine does; null for what cannot be reckoned with. */
final class Reckoning {

    private Reckoning() {}

    static Object reckon(Object left, Operation operation, Object right) {
        if (left instanceof BigDecimal first && right instanceof BigDecimal second) {
            return number(first, operation, second);
        }
        if (left == Scope.NOBODY || right == Scope.NOBODY) {
            return Scope.NOBODY;
        }
        if (operation == Operation.ADD && left instanceof String first && right instanceof String second) {
            return first + second;
        }
        if (isTemporal(left) && isTemporal(right) || isShare(left, operation, right)) {
            throw new NotComputed("reckoning with dates, times or durations");
        }
        return null;
    }

    /** Durations can be multiplied and divided by numbers. */
    private static boolean isShare(Object left, Operation operation, Object right) {
        return (operation == Operation.MULTIPLY || operation == Operation.DIVIDE)
                && (isTemporal(left) && right instanceof BigDecimal || left instanceof BigDecimal && isTemporal(right));
    }

    private static Object number(BigDecimal left, Operation operation, BigDecimal right) {
        try {
            return switch (operation) {
                case ADD -> left.add(right, MathContext.DECIMAL128);
                case SUBTRACT -> left.subtract(right, MathContext.DECIMAL128);
                case MULTIPLY -> left.multiply(right, MathContext.DECIMAL128);
                case DIVIDE -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
            };
        } catch (ArithmeticException e) {
            throw new NotComputed("a number that is too large: " + e.getMessage());
        }
    }

    private static boolean isTemporal(Object value) {
        return value instanceof Temporal || value instanceof TemporalAmount;
    }
}
