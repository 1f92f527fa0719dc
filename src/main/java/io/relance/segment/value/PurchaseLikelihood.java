package io.relance.segment.value;

import io.relance.segment.value.PurchaseModel.History;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hipparchus.special.Gamma;

/**
 * How likely the BG/NBD model makes the histories of a shop's customers. Equal histories are counted once with their
 * number, and what depends on the number of repeats or on one time alone is worked out once for each: a search asks
 * hundreds of times.
 */
final class PurchaseLikelihood {

    private static final Comparator<History> ORDER = Comparator.comparingInt(History::repeats)
            .thenComparingDouble(History::recency)
            .thenComparingDouble(History::age);

    private final int[] repeats;
    private final int[] recency;
    private final int[] age;
    private final long[] customers;
    private final long[] customersByRepeats;

    /** In weeks, ascending; {@link #recency} and {@link #age} point here. */
    private final double[] times;

    PurchaseLikelihood(Map<History, Long> histories) {
        // Sums come out the same to the last bit only in the same order.
        var sorted = histories.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .toList();
        times = times(sorted.stream().map(Map.Entry::getKey).toList());
        repeats = new int[sorted.size()];
        recency = new int[sorted.size()];
        age = new int[sorted.size()];
        customers = new long[sorted.size()];
        customersByRepeats = new long[sorted.get(sorted.size() - 1).getKey().repeats() + 1];
        for (int i = 0; i < sorted.size(); i++) {
            var history = sorted.get(i).getKey();
            repeats[i] = history.repeats();
            recency[i] = Arrays.binarySearch(times, history.recency());
            age[i] = Arrays.binarySearch(times, history.age());
            customers[i] = sorted.get(i).getValue();
            customersByRepeats[repeats[i]] += customers[i];
        }
    }

    private static double[] times(List<History> histories) {
        return histories.stream()
                .flatMapToDouble(history -> DoubleStream.of(history.recency(), history.age()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The logarithm, at r, alpha, a and b. */
    double at(double[] parameters) {
        double r = parameters[0];
        double[] logTimes = logTimes(parameters[1]);
        double[] logOdds = logOddsOfHavingLeft(parameters[2], parameters[3]);
        double sum = 0;
        for (int i = 0; i < repeats.length; i++) {
            int x = repeats[i];
            double logAge = logTimes[age[i]];
            double logLikelihood = -(r + x) * logAge;
            if (x > 0) {
                logLikelihood += logOnePlusExp(logOdds[x] + (r + x) * (logAge - logTimes[recency[i]]));
            }
            sum += customers[i] * logLikelihood;
        }
        return sum + byRepeats(parameters);
    }

    /** What the histories of x repeats have in common: Γ(r+x) α^r / Γ(r) and B(a, b+x) / B(a, b). */
    private double byRepeats(double[] parameters) {
        double r = parameters[0];
        double a = parameters[2];
        double b = parameters[3];
        double pace = r * Math.log(parameters[1]) - Gamma.logGamma(r);
        double staying = Gamma.logGamma(a + b) - Gamma.logGamma(b);
        double sum = 0;
        for (int x = 0; x < customersByRepeats.length; x++) {
            if (customersByRepeats[x] > 0) {
                double common = pace + Gamma.logGamma(r + x);
                common += staying + Gamma.logGamma(b + x) - Gamma.logGamma(a + b + x);
                sum += customersByRepeats[x] * common;
            }
        }
        return sum;
    }

    private double[] logTimes(double alpha) {
        return Arrays.stream(times).map(time -> Math.log(alpha + time)).toArray();
    }

    private double[] logOddsOfHavingLeft(double a, double b) {
        double[] logs = new double[customersByRepeats.length];
        for (int x = 1; x < logs.length; x++) {
            logs[x] = Math.log(a / (b + x - 1));
        }
        return logs;
    }

    /** log(1 + e^y) without overflow, whatever y. */
    private static double logOnePlusExp(double y) {
        return Math.max(y, 0) + Math.log(1 + Math.exp(-Math.abs(y)));
    }
}
