package io.relance.rules.feel;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Compares two values: true, false, or null when they are of different types. */
final class Comparing {

    private Comparing() {}

    /** Whether both are the same; null is the same as null and as nothing else. */
    static Object equal(Object left, Object right) {
        if (left == Scope.NOBODY || right == Scope.NOBODY) {
            return Scope.NOBODY;
        }
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof List<?> some && right instanceof List<?> others) {
            return equal(some, others);
        }
        if (left instanceof Map && right instanceof Map) {
            throw new NotComputed("whether two contexts are equal");
        }
        if (left.getClass() != right.getClass()) {
            return null;
        }
        return left instanceof BigDecimal number ? number.compareTo((BigDecimal) right) == 0 : left.equals(right);
    }

    private static boolean equal(List<?> some, List<?> others) {
        boolean equal = some.size() == others.size();
        for (int i = 0; equal && i < some.size(); i++) {
            equal = Boolean.TRUE.equals(equal(some.get(i), others.get(i)));
        }
        return equal;
    }

    /** @param accepted says of a comparator's answer whether it is so */
    static Object ordered(Object left, Object right, IntPredicate accepted) {
        if (left == Scope.NOBODY || right == Scope.NOBODY) {
            return Scope.NOBODY;
        }
        return comparable(left, right) ? accepted.test(order(left, right)) : null;
    }

    /** Whether a value lies between two others; a bound takes part when its share is 0. */
    static Object between(Object value, Object low, int least, Object high, int most) {
        if (!comparable(value, low) || !comparable(value, high)) {
            return null;
        }
        return order(value, low) >= least && order(value, high) <= most;
    }

    private static boolean comparable(Object left, Object right) {
        if (left instanceof List && right instanceof List) {
            throw new NotComputed("the order of two lists");
        }
        return left != null
                && right != null
                && left.getClass() == right.getClass()
                && (left instanceof Comparable && !(left instanceof Boolean) || left instanceof Period);
    }

    /** -1, 0 or 1. */
    @SuppressWarnings("unchecked")
    private static int order(Object left, Object right) {
        return left instanceof Period period
                ? Long.compare(period.toTotalMonths(), ((Period) right).toTotalMonths())
                : Integer.signum(((Comparable<Object>) left).compareTo(right));
    }
}
