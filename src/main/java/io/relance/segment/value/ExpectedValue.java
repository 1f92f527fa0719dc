package io.relance.segment.value;

import io.relance.segment.value.PurchaseModel.History;
import io.relance.segment.value.SpendModel.Spending;

/**
 * What a customer is expected to spend in the time to come: the occasions expected times what one is expected to be
 * worth. How often somebody buys is taken to say nothing about how much they spend on it.
 *
 * @param purchases who comes back, and how often
 * @param spend what an occasion is worth
 * @param months how far it looks, 1 to 120
 * @param yearlyDiscount what money that comes a year later is worth less, 0.1 for 10 %; 0 for not at all
 */
public record ExpectedValue(PurchaseModel purchases, SpendModel spend, int months, double yearlyDiscount) {

    private static final double WEEKS_OF_A_MONTH = 365.25 / 12 / 7;
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int FURTHEST = 120;

    /** Looks as far as it is told to. */
    public ExpectedValue {
        if (months < 1 || months > FURTHEST) {
            throw new IllegalArgumentException("months is %d; it has to be 1 to %d".formatted(months, FURTHEST));
        }
        Given.notNegative("yearlyDiscount", yearlyDiscount);
    }

    /** Of the coming year, without a discount. */
    public static ExpectedValue ofAYear(PurchaseModel purchases, SpendModel spend) {
        return new ExpectedValue(purchases, spend, MONTHS_OF_A_YEAR, 0);
    }

    /** In the currency of the spending; of money that is discounted, what it is worth today. */
    public double of(History customer, Spending spending) {
        return occasions(customer) * spend.expectedAverage(spending);
    }

    /** Each month's occasions are discounted from its middle. */
    private double occasions(History customer) {
        if (yearlyDiscount == 0) {
            return purchases.expectedPurchases(customer, months * WEEKS_OF_A_MONTH);
        }
        double sum = 0;
        double before = 0;
        for (int month = 1; month <= months; month++) {
            double until = purchases.expectedPurchases(customer, month * WEEKS_OF_A_MONTH);
            sum += (until - before) * Math.pow(1 + yearlyDiscount, -(month - 0.5) / MONTHS_OF_A_YEAR);
            before = until;
        }
        return sum;
    }
}
