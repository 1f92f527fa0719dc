package io.relance.segment.value;

import io.relance.segment.value.Fit.Fitted;
import io.relance.segment.value.Fit.Reason;
import io.relance.segment.value.Fit.Unfitted;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Who comes back, and how often: the BG/NBD model (Fader, Hardie and Lee, Marketing Science 24, 2005). A customer buys
 * at a pace of their own, gamma distributed among customers with shape r and rate alpha, and may leave for good after
 * each repeat purchase, with a probability of their own that is beta distributed with a and b. All times are in weeks.
 * Safe for many threads.
 */
public final class PurchaseModel {

    /** Below this the four parameters would be invented rather than found. */
    static final int FEWEST_CUSTOMERS = 50;

    static final int FEWEST_WHO_CAME_BACK = 20;

    private static final int EVALUATIONS = 4_000;
    private static final double DAYS_OF_A_WEEK = 7;

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final PurchasesToCome toCome;

    /** With known parameters, each finite and above 0. */
    public PurchaseModel(double r, double alpha, double a, double b) {
        this.r = Given.positive("r", r);
        this.alpha = Given.positive("alpha", alpha);
        this.a = Given.positive("a", a);
        this.b = Given.positive("b", b);
        this.toCome = new PurchasesToCome(a, b);
    }

    /**
     * When a customer bought, as far as the model wants to know. Several orders on one day are one occasion.
     *
     * @param repeats occasions after the first (x)
     * @param recency weeks from the first occasion to the last, 0 without repeats (t_x)
     * @param age weeks from the first occasion until now (T)
     */
    public record History(int repeats, double recency, double age) {

        public History {
            Given.notNegative("repeats", repeats);
            Given.notNegative("recency", recency);
            Given.notNegative("age", age);
            if (recency > age) {
                throw new IllegalArgumentException(
                        "recency is %s weeks; it may be %s at most, the age".formatted(recency, age));
            }
            if (repeats == 0 && recency > 0) {
                throw new IllegalArgumentException("recency is %s weeks; it is 0 without repeats".formatted(recency));
            }
        }

        /** As of a day, which is not before the last occasion. */
        public static History of(Rhythm rhythm, LocalDate today) {
            return new History(
                    rhythm.occasions() - 1, weeks(rhythm.first(), rhythm.last()), weeks(rhythm.first(), today));
        }

        /**
         * Of whole weeks that have passed: what is counted together is taken to have happened in the middle of its week.
         *
         * @param recencyWeeks whole weeks from the first occasion to the last
         * @param ageWeeks whole weeks from the first occasion until now
         */
        public static History ofWholeWeeks(int repeats, int recencyWeeks, int ageWeeks) {
            return new History(repeats, repeats == 0 ? 0 : recencyWeeks + 0.5, ageWeeks + 0.5);
        }

        private static double weeks(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to) / DAYS_OF_A_WEEK;
        }
    }

    /**
     * The most likely model of customers who each bought at least once.
     *
     * @param customers how many share each history. The time it takes grows with the number of histories that differ:
     *     of a million customers, count those {@link History#ofWholeWeeks of equal weeks} together
     */
    public static Fit<PurchaseModel> fit(Map<History, Long> customers) {
        long all = 0;
        long cameBack = 0;
        double weeks = 0;
        for (var group : customers.entrySet()) {
            long count = Given.count(group.getValue());
            all += count;
            cameBack += group.getKey().repeats() > 0 ? count : 0;
            weeks += group.getKey().age() * count;
        }
        if (all < FEWEST_CUSTOMERS || cameBack < FEWEST_WHO_CAME_BACK) {
            return new Unfitted<>(
                    Reason.NOT_ENOUGH_HISTORY,
                    "%d customers, of whom %d came back; it takes %d, of whom %d came back"
                            .formatted(all, cameBack, FEWEST_CUSTOMERS, FEWEST_WHO_CAME_BACK));
        }
        return search(new PurchaseLikelihood(customers), all, weeks / all);
    }

    private static Fit<PurchaseModel> search(PurchaseLikelihood likelihood, long customers, double meanAge) {
        // Begins near what shops show: most customers buy rarely and a few often, on the scale of the time that is
        // known.
        var found = new MaximumLikelihood(likelihood::at, EVALUATIONS).from(0.5, Math.max(meanAge / 4, 0.1), 0.8, 2.5);
        if (found.isEmpty()) {
            return new Unfitted<>(
                    Reason.NOT_CONVERGED,
                    "the search over %d customers did not come to rest within %d evaluations"
                            .formatted(customers, EVALUATIONS));
        }
        double[] best = found.get().parameters();
        return new Fitted<>(
                new PurchaseModel(best[0], best[1], best[2], best[3]),
                found.get().logLikelihood(),
                customers,
                found.get().atLimit());
    }

    /**
     * The probability that a customer has not left for good. Without a repeat it is 1, whatever the time that has
     * passed: the model lets nobody leave before their second purchase, so it says nothing about them.
     */
    public double probabilityAlive(History customer) {
        int x = customer.repeats();
        if (x == 0) {
            return 1;
        }
        double logOdds =
                Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + customer.age()) / (alpha + customer.recency()));
        return 1 / (1 + Math.exp(logOdds));
    }

    /**
     * How many occasions a customer is expected to buy on in the coming weeks.
     *
     * <p>The paper writes it with Gauss's hypergeometric function, which takes hundreds of terms for a long horizon and
     * is 0/0 at a = 1. This is the same mean before it was integrated: over the probability to leave, which is beta
     * distributed with a and b + x for who is still there, of a function that is smooth and positive everywhere.
     */
    public double expectedPurchases(History customer, double weeks) {
        Given.notNegative("weeks", weeks);
        return probabilityAlive(customer)
                * toCome.purchases(customer.repeats(), weeks / (alpha + customer.age()), r + customer.repeats());
    }

    /** Shape of the paces. */
    public double r() {
        return r;
    }

    /** Rate of the paces, in weeks. */
    public double alpha() {
        return alpha;
    }

    /** First parameter of the probabilities to leave. */
    public double a() {
        return a;
    }

    /** Second parameter of the probabilities to leave. */
    public double b() {
        return b;
    }
}
