package io.relance.segment.value;

import io.relance.segment.value.Fit.Fitted;
import io.relance.segment.value.Fit.Reason;
import io.relance.segment.value.Fit.Unfitted;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an occasion is worth: the Gamma-Gamma model (Fader and Hardie 2013). What a customer spends varies around an
 * average of their own, and these averages vary among customers. It lends the few orders of a new customer the
 * experience of all: one large order is not taken for a habit.
 *
 * @param p shape of what one customer spends
 * @param q shape of how customers differ, above 1
 * @param gamma scale of how customers differ, in the currency of what was spent
 */
public record SpendModel(double p, double q, double gamma) {

    /** Below this the three parameters would be invented rather than found. */
    static final int FEWEST_CUSTOMERS = 20;

    /** Nearer to 1 the average of all exists, but is a matter of the few largest. */
    private static final double LEAST_SHAPE = 1.05;

    private static final int EVALUATIONS = 4_000;

    /** With known parameters. */
    public SpendModel {
        Given.positive("p", p);
        Given.positive("gamma", gamma);
        if (!(q > 1) || Double.isInfinite(q)) {
            throw new IllegalArgumentException("q is %s; it has to be a number above 1".formatted(q));
        }
    }

    /**
     * What a customer has spent.
     *
     * @param occasions how many occasions the average is of; the model was published with the repeats alone
     * @param average of these, the orders of a day added up; 0 without any
     */
    public record Spending(int occasions, double average) {

        public Spending {
            Given.notNegative("occasions", occasions);
            Given.notNegative("average", average);
        }

        private boolean tells() {
            return occasions > 0 && average > 0;
        }
    }

    /**
     * The most likely model. Customers without an occasion, or who spent nothing, tell nothing and are left out.
     *
     * @param customers how many share each spending
     */
    public static Fit<SpendModel> fit(Map<Spending, Long> customers) {
        var telling = customers.entrySet().stream()
                .filter(group -> group.getKey().tells())
                .collect(Collectors.toMap(Map.Entry::getKey, group -> Given.count(group.getValue())));
        long all = telling.values().stream().mapToLong(Long::longValue).sum();
        if (all < FEWEST_CUSTOMERS) {
            return new Unfitted<>(
                    Reason.NOT_ENOUGH_HISTORY,
                    "%d customers with spending; it takes %d".formatted(all, FEWEST_CUSTOMERS));
        }
        double mean = telling.entrySet().stream()
                        .mapToDouble(group -> group.getKey().average() * group.getValue())
                        .sum()
                / all;
        return search(new SpendLikelihood(telling), all, mean);
    }

    private static Fit<SpendModel> search(SpendLikelihood likelihood, long customers, double mean) {
        // p gamma / (q - 1) is the average: begins where it is the customers'.
        var found = new MaximumLikelihood(likelihood::at, EVALUATIONS).from(3, 4, mean);
        if (found.isEmpty()) {
            return new Unfitted<>(
                    Reason.NOT_CONVERGED,
                    "the search over the spending of %d customers did not come to rest within %d evaluations"
                            .formatted(customers, EVALUATIONS));
        }
        double[] best = found.get().parameters();
        if (best[1] < LEAST_SHAPE) {
            return new Unfitted<>(
                    Reason.NO_AVERAGE,
                    "what %d customers spend differs so much that it has no average: q is %.3f, it has to be %s or more"
                            .formatted(customers, best[1], LEAST_SHAPE));
        }
        return new Fitted<>(
                new SpendModel(best[0], best[1], best[2]),
                found.get().logLikelihood(),
                customers,
                found.get().atLimit());
    }

    /** What an occasion of an unknown customer is expected to be worth. */
    public double averageOfAll() {
        return p * gamma / (q - 1);
    }

    /** What an occasion of this customer is expected to be worth: between their own average and that of all. */
    public double expectedAverage(Spending customer) {
        double x = customer.occasions();
        return p * (gamma + x * customer.average()) / (p * x + q - 1);
    }
}
