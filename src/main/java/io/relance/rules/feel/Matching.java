package io.relance.rules.feel;

import java.util.List;

/** Whether the column's value is the one a cell's expression gives. */
final class Matching {

    private Matching() {}

    static Computation of(Computation expression) {
        return scope -> {
            Object given = expression.in(scope);
            if (given == Scope.NOBODY) {
                // The expression asks for the value itself: what it says then is the answer.
                return expression.in(scope.answered()) instanceof Boolean answer ? answer : null;
            }
            return Boolean.TRUE.equals(given) ? given : matches(scope.input(), given);
        };
    }

    private static Object matches(Object input, Object given) {
        if (given instanceof List<?> list && contains(list, input)) {
            return true;
        }
        Object equal = Comparing.equal(input, given);
        if (Boolean.TRUE.equals(equal)) {
            return true;
        }
        return equal == null && !(given instanceof List) && !Boolean.FALSE.equals(given) ? null : false;
    }

    private static boolean contains(List<?> list, Object value) {
        for (Object item : list) {
            if (Boolean.TRUE.equals(Comparing.equal(item, value))) {
                return true;
            }
        }
        return false;
    }
}
