package io.relance.segment.value;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The search for the positive parameters of the greatest likelihood: Nelder and Mead's simplex over their logarithms,
 * begun anew where it came to rest until that gains nothing. Deterministic: the same likelihood gives the same
 * parameters.
 */
final class MaximumLikelihood {

    /** A parameter lies between about 1/8,000 and 60,000: what is beyond cannot be told from the limit itself. */
    static final double LOWEST = -9;

    static final double HIGHEST = 11;

    private static final double NEAR_THE_LIMIT = 0.05;
    private static final double STEEP = 1e3;
    private static final double SIDE = 0.5;

    /** Of the log likelihood: what is less is rounding where it sums over millions, and tells nothing of the shop. */
    private static final double RELATIVE_REST = 1e-10;

    private static final double ABSOLUTE_REST = 1e-7;

    /** What a new start may gain when the search counts as settled, in log likelihood. */
    private static final double NO_GAIN = 1e-4;

    private static final int STARTS = 12;

    private final ToDoubleFunction<double[]> likelihood;
    private final int evaluations;

    /**
     * @param likelihood the logarithm of the likelihood of positive parameters
     * @param evaluations how often it may be asked for in each start
     */
    MaximumLikelihood(ToDoubleFunction<double[]> likelihood, int evaluations) {
        this.likelihood = likelihood;
        this.evaluations = evaluations;
    }

    /**
     * @param parameters the most likely ones
     * @param logLikelihood theirs
     * @param atLimit whether one of them lies at the end of the range that is searched
     */
    record Found(double[] parameters, double logLikelihood, boolean atLimit) {}

    /** The most likely parameters; empty if the search did not come to rest. */
    Optional<Found> from(double... guess) {
        double[] logs = logs(guess);
        double before = atLogs(logs);
        for (int start = 0; start < STARTS; start++) {
            var best = climb(logs);
            if (best.isEmpty()) {
                return Optional.empty();
            }
            logs = best.get();
            double after = atLogs(logs);
            if (!Double.isFinite(after)) {
                return Optional.empty();
            }
            if (after - before < NO_GAIN + RELATIVE_REST * Math.abs(after)) {
                return Optional.of(found(logs));
            }
            before = after;
        }
        return Optional.empty();
    }

    private Optional<double[]> climb(double[] from) {
        try {
            var best = new SimplexOptimizer(new SimpleValueChecker(RELATIVE_REST, ABSOLUTE_REST))
                    .optimize(
                            new MaxEval(evaluations),
                            new ObjectiveFunction(this::atLogs),
                            GoalType.MAXIMIZE,
                            new InitialGuess(from),
                            new NelderMeadSimplex(from.length, SIDE));
            return Optional.of(best.getPoint());
        } catch (MathRuntimeException gaveUp) {
            // The optimiser's way to say that it did not come to rest.
            return Optional.empty();
        }
    }

    /** The likelihood falls steeply beyond the limits, so that the simplex turns round there. */
    private double atLogs(double[] logs) {
        double beyond = 0;
        for (double log : logs) {
            beyond += Math.abs(log - within(log));
        }
        return likelihood.applyAsDouble(parameters(logs)) - STEEP * beyond;
    }

    private Found found(double[] logs) {
        boolean atLimit =
                Arrays.stream(logs).anyMatch(log -> log < LOWEST + NEAR_THE_LIMIT || log > HIGHEST - NEAR_THE_LIMIT);
        return new Found(parameters(logs), atLogs(logs), atLimit);
    }

    private static double[] logs(double[] parameters) {
        return Arrays.stream(parameters)
                .map(Math::log)
                .map(MaximumLikelihood::within)
                .toArray();
    }

    private static double[] parameters(double[] logs) {
        return Arrays.stream(logs).map(MaximumLikelihood::within).map(Math::exp).toArray();
    }

    private static double within(double log) {
        return Math.min(HIGHEST, Math.max(LOWEST, log));
    }
}
