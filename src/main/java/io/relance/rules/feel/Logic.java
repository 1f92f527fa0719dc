package io.relance.rules.feel;

import java.util.List;

/**
 * FEEL's three truths: true, false and null, which stands for everything that is neither. What is decided already is
 * not asked any more.
 */
final class Logic {

    private Logic() {}

    static Computation any(List<Computation> conditions) {
        return scope -> {
            Object all = Boolean.FALSE;
            for (Computation condition : conditions) {
                all = or(all, condition.in(scope));
                if (Boolean.TRUE.equals(all) || all == Scope.NOBODY) {
                    return all;
                }
            }
            return all;
        };
    }

    private static Object or(Object before, Object next) {
        if (next == Scope.NOBODY || Boolean.TRUE.equals(next)) {
            return next;
        }
        return before == null ? null : truth(next);
    }

    static Computation both(Computation left, Computation right) {
        return scope -> {
            Object first = truth(left.in(scope));
            if (Boolean.FALSE.equals(first) || first == Scope.NOBODY) {
                return first;
            }
            Object second = truth(right.in(scope));
            return first != null || Boolean.FALSE.equals(second) || second == Scope.NOBODY ? second : null;
        };
    }

    static Computation not(Computation condition) {
        return scope -> {
            Object value = condition.in(scope);
            return value instanceof Boolean truth ? (Object) !truth : nullUnlessNobody(value);
        };
    }

    private static Object truth(Object value) {
        return value instanceof Boolean ? value : nullUnlessNobody(value);
    }

    static Object nullUnlessNobody(Object value) {
        return value == Scope.NOBODY ? value : null;
    }
}
