package io.relance.segment.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.relance.segment.value.PurchaseModel.History;
import io.relance.segment.value.SpendModel.Spending;
import org.junit.jupiter.api.Test;

class ExpectedValueTests {

    private static final PurchaseModel purchases = new PurchaseModel(0.243, 4.414, 0.793, 2.426);
    private static final SpendModel spend = new SpendModel(6.25, 3.74, 15.44);
    private static final History customer = new History(2, 30.43, 38.86);
    private static final Spending spending = new Spending(2, 22.35);

    @Test
    void isTheOccasionsOfAYearTimesTheirWorth() {
        double occasions = purchases.expectedPurchases(customer, 365.25 / 7);

        // An occasion, by hand: 6.25 (15.44 + 44.70) / (12.50 + 2.74)
        assertThat(ExpectedValue.ofAYear(purchases, spend).of(customer, spending))
                .isCloseTo(occasions * 24.6637, within(0.001));
    }

    @Test
    void aDiscountTakesHalfAYearsWorthFromWhatComesEvenly() {
        double plain = new ExpectedValue(purchases, spend, 12, 0).of(customer, spending);
        double discounted = new ExpectedValue(purchases, spend, 12, 0.1).of(customer, spending);
        double almostNone = new ExpectedValue(purchases, spend, 12, 1e-12).of(customer, spending);

        // More than that comes in the first half, since customers leave.
        assertThat(discounted / plain).isBetween(1 / Math.sqrt(1.1), 1 / Math.sqrt(1.1) + 0.01);
        assertThat(almostNone).isCloseTo(plain, within(1e-9));
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpectedValue(purchases, spend, 0, 0))
                .withMessage("months is 0; it has to be 1 to 120");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpectedValue(purchases, spend, 12, -0.1))
                .withMessage("yearlyDiscount is -0.1; it has to be a number of 0 or more");
    }
}
