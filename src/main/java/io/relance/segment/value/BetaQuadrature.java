package io.relance.segment.value;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The mean of a smooth function over a beta distribution: Gauss's quadrature with Jacobi's polynomials, its points and
 * weights from the eigenvalues of their three-term recurrence (Golub and Welsch 1969). Exact for
 * polynomials up to a degree of twice the points less one.
 */
final class BetaQuadrature {

    private final double[] points;
    private final double[] weights;

    /** For Beta(a, b), both positive. */
    BetaQuadrature(double a, double b, int size) {
        double[] diagonal = new double[size];
        double[] beside = new double[size - 1];
        for (int n = 0; n < size; n++) {
            diagonal[n] = (1 + centre(n, b - 1, a - 1)) / 2;
            if (n > 0) {
                beside[n - 1] = Math.sqrt(spread(n, b - 1, a - 1)) / 2;
            }
        }
        var eigen = new EigenDecompositionSymmetric(diagonal, beside);
        points = eigen.getEigenvalues();
        weights = new double[size];
        for (int i = 0; i < size; i++) {
            points[i] = Math.min(1, Math.max(0, points[i]));
            double first = eigen.getEigenvector(i).getEntry(0);
            weights[i] = first * first;
        }
    }

    /** The mean of a function of a share between 0 and 1. */
    double mean(DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i] * function.applyAsDouble(points[i]);
        }
        return sum;
    }

    /** On [-1, 1] with the weight (1 - u)^right (1 + u)^left, as is {@link #spread}. */
    private static double centre(int n, double right, double left) {
        double both = right + left;
        // For n = 0 the general term may be 0/0.
        return n == 0 ? (left - right) / (both + 2) : (left - right) * both / ((2 * n + both) * (2 * n + both + 2));
    }

    private static double spread(int n, double right, double left) {
        double both = right + left;
        if (n == 1) {
            return 4 * (1 + right) * (1 + left) / ((2 + both) * (2 + both) * (3 + both));
        }
        double twice = 2 * n + both;
        return 4 * n * (n + right) * (n + left) * (n + both) / (twice * twice * (twice + 1) * (twice - 1));
    }
}
