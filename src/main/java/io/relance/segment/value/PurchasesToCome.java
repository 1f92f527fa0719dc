package io.relance.segment.value;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What customers who are still there will buy, averaged over how likely each of them is to leave after a purchase. The
 * points of the average depend on the number of repeats alone and are kept. Safe for many threads.
 */
final class PurchasesToCome {

    /**
     * Points for horizons up to one, ten and a hundred times the time that is known: right to 8, 5 and, for who bought
     * hundreds of times in a hundredth of the horizon, 2 digits; for ordinary customers to all that are printed.
     */
    private static final int FEW = 12;

    private static final int SOME = 32;
    private static final int MANY = 64;
    private static final double SHORT = 1;
    private static final double LONG = 10;

    /** Below this, differences are taken by functions that are slower and keep their digits. */
    private static final double SMALL = 1e-3;

    private final double a;
    private final double b;
    private final Map<Integer, BetaQuadrature> few = new ConcurrentHashMap<>();
    private final Map<Integer, BetaQuadrature> some = new ConcurrentHashMap<>();
    private final Map<Integer, BetaQuadrature> many = new ConcurrentHashMap<>();

    PurchasesToCome(double a, double b) {
        this.a = a;
        this.b = b;
    }

    /**
     * @param repeats how many there have been
     * @param stretch the time to come over alpha + the time that has passed
     * @param power r + the repeats
     */
    double purchases(int repeats, double stretch, double power) {
        return over(repeats, stretch).mean(leaves -> untilLeaving(leaves, stretch, power));
    }

    private BetaQuadrature over(int repeats, double stretch) {
        if (stretch <= SHORT) {
            return kept(few, repeats, FEW);
        }
        return stretch <= LONG ? kept(some, repeats, SOME) : kept(many, repeats, MANY);
    }

    private BetaQuadrature kept(Map<Integer, BetaQuadrature> by, int repeats, int points) {
        var known = by.get(repeats);
        return known != null ? known : by.computeIfAbsent(repeats, count -> new BetaQuadrature(a, b + count, points));
    }

    /** (1 - (1 + p s)^-k) / p, whose numerator vanishes with p. */
    private static double untilLeaving(double leaves, double stretch, double power) {
        double step = leaves * stretch;
        if (step < 1e-12) {
            return power * stretch;
        }
        double log = power * (step < SMALL ? Math.log1p(step) : Math.log(1 + step));
        return (log < SMALL ? -Math.expm1(-log) : 1 - Math.exp(-log)) / leaves;
    }
}
