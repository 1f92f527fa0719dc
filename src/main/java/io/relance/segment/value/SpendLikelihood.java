package io.relance.segment.value;

import io.relance.segment.value.SpendModel.Spending;
import java.util.Comparator;
import java.util.Map;
import org.hipparchus.special.Gamma;

/** How likely the Gamma-Gamma model makes what customers spent on average; of who spent something. */
final class SpendLikelihood {

    private static final Comparator<Spending> ORDER =
            Comparator.comparingInt(Spending::occasions).thenComparingDouble(Spending::average);

    private final int[] occasions;
    private final double[] total;
    private final long[] customers;
    private final long[] customersByOccasions;

    /** Σ x ln z and Σ x ln x over the customers, and Σ ln z: all that is left of a customer beside their total. */
    private double occasionsTimesLogAverage;

    private double occasionsTimesLogOccasions;
    private double logAverage;

    SpendLikelihood(Map<Spending, Long> spendings) {
        int groups = spendings.size();
        occasions = new int[groups];
        total = new double[groups];
        customers = new long[groups];
        customersByOccasions = new long
                [spendings.keySet().stream().mapToInt(Spending::occasions).max().orElse(0) + 1];
        // Sums come out the same to the last bit only in the same order.
        var sorted = spendings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .toList();
        int at = 0;
        for (var group : sorted) {
            add(at, group.getKey(), group.getValue());
            at++;
        }
    }

    private void add(int at, Spending spending, long count) {
        int x = spending.occasions();
        occasions[at] = x;
        total[at] = x * spending.average();
        customers[at] = count;
        customersByOccasions[x] += count;
        double log = Math.log(spending.average());
        logAverage += count * log;
        occasionsTimesLogAverage += count * x * log;
        occasionsTimesLogOccasions += count * x * Math.log(x);
    }

    /** The logarithm, at p, q and gamma. */
    double at(double[] parameters) {
        double p = parameters[0];
        double q = parameters[1];
        double gamma = parameters[2];
        double sum = p * (occasionsTimesLogAverage + occasionsTimesLogOccasions) - logAverage;
        for (int i = 0; i < occasions.length; i++) {
            sum -= customers[i] * (p * occasions[i] + q) * Math.log(gamma + total[i]);
        }
        double common = q * Math.log(gamma) - Gamma.logGamma(q);
        for (int x = 1; x < customersByOccasions.length; x++) {
            if (customersByOccasions[x] > 0) {
                sum += customersByOccasions[x] * (common + Gamma.logGamma(p * x + q) - Gamma.logGamma(p * x));
            }
        }
        return sum;
    }
}
