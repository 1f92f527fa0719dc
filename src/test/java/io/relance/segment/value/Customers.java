package io.relance.segment.value;

import io.relance.segment.value.PurchaseModel.History;
import org.hipparchus.random.RandomDataGenerator;

/** Customers who behave as the BG/NBD model supposes, drawn one by one; the same for the same seed. */
final class Customers {

    private final RandomDataGenerator chance;
    private final PurchaseModel truth;

    Customers(PurchaseModel truth, long seed) {
        this.truth = truth;
        this.chance = new RandomDataGenerator(seed);
    }

    /** What is seen of one until their age, and how often they buy in the weeks after. */
    record Seen(History until, int after) {}

    Seen next(double age, double weeksAfter) {
        double pace = chance.nextGamma(truth.r(), 1 / truth.alpha());
        double leaves = chance.nextBeta(truth.a(), truth.b());
        double now = 0;
        double last = 0;
        int repeats = 0;
        int after = 0;
        boolean here = pace > 0;
        while (here) {
            now += chance.nextExponential(1 / pace);
            if (now > age + weeksAfter) {
                break;
            }
            if (now <= age) {
                repeats++;
                last = now;
            } else {
                after++;
            }
            here = chance.nextUniform(0, 1) >= leaves;
        }
        return new Seen(new History(repeats, last, age), after);
    }

    double age(double from, double to) {
        return chance.nextUniform(from, to);
    }
}
