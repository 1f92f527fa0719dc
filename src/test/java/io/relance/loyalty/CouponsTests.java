package io.relance.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.ActivityTest;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CouponsTests extends ActivityTest {

    @Autowired
    Coupons coupons;

    @Test
    void issuesACouponThatIsValidForADay() {
        Coupon coupon = issue("incentive");
        assertThat(coupon.code()).matches("LIV[A-HJKMNP-Z2-9]{8}");
        assertThat(coupon.offer()).isEqualTo("free-shipping");
        assertThat(coupon.expiresAt()).isEqualTo("2026-03-03T09:00:00Z");
    }

    @Test
    void aStepThatIsTriedAgainGetsTheSameCoupon() {
        Coupon first = issue("incentive");
        assertThat(coupons.issue(camille, "free-shipping", step("incentive"), NINE.plusSeconds(60)))
                .isEqualTo(first);
        assertThat(issue("another")).isNotEqualTo(first);
    }

    @Test
    void answersTheLatestOfARun() {
        assertThat(coupons.latest(camille.value())).isEmpty();
        issue("first");
        Coupon second = (Coupon) coupons.issue(camille, "free-shipping", step("second"), NINE.plusSeconds(60));
        assertThat(coupons.latest(camille.value())).contains(second);
    }

    @Test
    void knowsTheOffersOfTheSettings() {
        assertThat(coupons.hasOffer("free-shipping")).isTrue();
        assertThat(coupons.hasOffer("free-car")).isFalse();
        assertThatThrownBy(() -> coupons.issue(camille, "free-car", step("x"), NINE))
                .hasMessageContaining("free-car");
    }

    @Test
    void theFirstOrderThatNamesItRedeemsIt() {
        Coupon coupon = issue("incentive");
        happen(
                "10:00",
                "Order Completed",
                Map.of("order_id", "o1", "coupon", coupon.code().toLowerCase(Locale.ROOT)));
        happen("11:00", "Order Completed", Map.of("order_id", "o2", "coupon", coupon.code()));
        assertThat(redeemedBy(coupon)).isEqualTo("o1 at 10:00");
    }

    @Test
    void aCouponOnAProductIsRedeemedToo() {
        Coupon coupon = issue("incentive");
        happen(
                "10:00",
                "Order Completed",
                Map.of("order_id", 7, "products", List.of(Map.of("product_id", "p", "coupon", coupon.code()))));
        assertThat(redeemedBy(coupon)).isEqualTo("7 at 10:00");
    }

    @Test
    void onlyItsOwnPersonRedeemsIt() {
        Coupon coupon = issue("incentive");
        ContactId dominique = newContact();
        orders(dominique, "10:00", "o1", coupon);
        assertThat(redeemedBy(coupon)).isNull();
        happen("11:00", "Order Completed", Map.of("order_id", "o2", "coupon", coupon.code()));
        assertThat(redeemedBy(coupon)).isEqualTo("o2 at 11:00");
    }

    @Test
    void aCouponGoesWithItsPerson() {
        Coupon coupon = issue("incentive");
        ContactId dominique = newContact();
        merge(camille, dominique);
        orders(dominique, "11:00", "o3", coupon);
        assertThat(redeemedBy(coupon)).isEqualTo("o3 at 11:00");
    }

    @Test
    void aGuestWhoTurnsOutToBeItsPersonHasRedeemedIt() {
        Coupon coupon = issue("incentive");
        ContactId guest = newContact();
        orders(guest, "11:00", "o2", coupon);
        orders(guest, "10:00", "o1", coupon);
        ContactId somebodyElse = newContact();
        orders(somebodyElse, "09:30", "o0", coupon);
        merge(guest, camille);
        assertThat(redeemedBy(coupon)).as("by the first of their orders").isEqualTo("o1 at 10:00");
        merge(newContact(), camille);
        assertThat(redeemedBy(coupon)).isEqualTo("o1 at 10:00");
        assertThat(usesOf(guest) + usesOf(camille)).isZero();
        assertThat(usesOf(somebodyElse)).as("may be the same person, too").isOne();
    }

    @Test
    void aCouponOfAGuestThatTheCustomerUsedIsRedeemedToo() {
        Coupon coupon = issue("incentive");
        ContactId dominique = newContact();
        orders(dominique, "10:00", "o1", coupon);
        merge(camille, dominique);
        assertThat(redeemedBy(coupon)).isEqualTo("o1 at 10:00");
    }

    @Test
    void aCodeThatIsNobodysCouponIsNotKept() {
        happen("10:00", "Order Completed", Map.of("order_id", "o1", "coupon", "SUMMER"));
        assertThat(usesOf(camille)).isZero();
    }

    private void orders(ContactId who, String at, String order, Coupon coupon) {
        happen(like(activity(at, "Order Completed", Map.of("order_id", order, "coupon", coupon.code())), who, true));
    }

    private long usesOf(ContactId who) {
        return sql.sql("select count(*) from loyalty.coupon_use where contact = ?")
                .param(who.value())
                .query(Long.class)
                .single();
    }

    private Coupon issue(String step) {
        return (Coupon) coupons.issue(camille, "free-shipping", step(step), clock.instant());
    }

    private StepRef step(String step) {
        return new StepRef("abandoned-cart", 1, camille.value(), step);
    }

    private String redeemedBy(Coupon coupon) {
        return sql.sql("select redeemed_order || ' at ' || to_char(redeemed_at at time zone 'UTC', 'HH24:MI')"
                        + " from loyalty.coupon where code = ?")
                .param(coupon.code())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
