package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shipped segments that no other test walks: who enters each by what they did, who just does not, and who leaves. */
class ShippedSegmentsTests extends ShippedTablesTest {

    @Test
    void mostOrdersOfThreeOrMoreWithACodeMakeAPromotionHunter() {
        buys("promo-in", "in-1", 30, "CODE");
        buys("promo-in", "in-2", 20, null);
        assertThat(segments("promo-in")).doesNotContain("promotion_hunters");
        buys("promo-in", "in-3", 10, "CODE");
        assertThat(segments("promo-in")).contains("promotion_hunters");

        buys("promo-half", "half-1", 40, "CODE");
        buys("promo-half", "half-2", 30, "CODE");
        buys("promo-half", "half-3", 20, null);
        assertThat(segments("promo-half")).contains("promotion_hunters");
        buys("promo-half", "half-4", 10, null);
        assertThat(segments("promo-half")).as("no more than half").doesNotContain("promotion_hunters");

        happens(act("promo-in", NOW.minusSeconds(60), "Order Cancelled", Map.of("order_id", "shipped-in-1")));
        assertThat(segments("promo-in")).as("two orders are left").doesNotContain("promotion_hunters");
    }

    @Test
    void threeClicksWithinNinetyDaysMakeAnEngagedReader() {
        clicks("reads-often", 89);
        clicks("reads-often", 2);
        assertThat(segments("reads-often")).doesNotContain("engaged_readers");
        clicks("reads-often", 1);
        assertThat(segments("reads-often")).contains("engaged_readers");
        clicks("reads-late", 90);
        clicks("reads-late", 2);
        clicks("reads-late", 1);
        assertThat(segments("reads-late")).as("one is too long ago").doesNotContain("engaged_readers");

        later(1);
        assertThat(segments("reads-often")).doesNotContain("engaged_readers");
    }

    @Test
    void whoAgreedToMailsAndDoesNotClickForNinetyDaysReadsPassively() {
        subscribes("passive", 90, true);
        assertThat(segments("passive")).contains("passive_readers");
        clicks("passive", 0);
        assertThat(segments("passive")).doesNotContain("passive_readers");

        subscribes("passive-not-asked", 90, false);
        assertThat(segments("passive-not-asked")).doesNotContain("passive_readers");
        subscribes("passive-young", 89, true);
        assertThat(segments("passive-young")).doesNotContain("passive_readers");
        later(1);
        assertThat(segments("passive-young")).contains("passive_readers");
        later(90);
        assertThat(segments("passive")).as("the click is 90 days ago").contains("passive_readers");
    }

    @Test
    void whoAgreedToMailsAndHasNotClickedForHalfAYearIsAboutToLeave() {
        subscribes("silent", 180, true);
        assertThat(segments("silent")).contains("subscribers_leaving");
        clicks("silent", 0);
        assertThat(segments("silent")).doesNotContain("subscribers_leaving");

        subscribes("silent-young", 179, true);
        assertThat(segments("silent-young")).doesNotContain("subscribers_leaving");
        subscribes("clicked", 20, true);
        clicks("clicked", 179);
        assertThat(segments("clicked")).doesNotContain("subscribers_leaving");
        subscribes("clicked-refused", 20, false);
        clicks("clicked-refused", 300);
        assertThat(segments("clicked-refused")).doesNotContain("subscribers_leaving");
        later(1);
        assertThat(segments("silent-young")).contains("subscribers_leaving");
        assertThat(segments("clicked")).contains("subscribers_leaving");
    }

    @Test
    void whatRunsOutAboutNowIsDueUntilItIsBoughtAgainOrAWeekHasPassed() {
        buys("runs-out", "tea-1", 8, null);
        assertThat(segments("runs-out")).doesNotContain("replenishment_due");
        happens(act("runs-out", ago(7), "Replenishment Due", Map.of("product_id", "tea")));
        assertThat(segments("runs-out")).contains("replenishment_due");

        buys("runs-out-again", "tea-2", 30, null);
        happens(act("runs-out-again", ago(1), "Replenishment Due", Map.of("product_id", "tea")));
        assertThat(segments("runs-out-again")).contains("replenishment_due");
        buys("runs-out-again", "tea-3", 0, null);
        assertThat(segments("runs-out-again")).doesNotContain("replenishment_due");

        later(1);
        assertThat(segments("runs-out")).doesNotContain("replenishment_due");
    }

    private void buys(String who, String order, int daysAgo, String coupon) {
        Map<String, Object> properties = new HashMap<>(Map.of("order_id", "shipped-" + order, "total", 20));
        if (coupon != null) {
            properties.put("coupon", coupon);
        }
        happens(act(who, ago(daysAgo), "Order Completed", properties));
    }

    private void clicks(String who, int daysAgo) {
        happens(act(who, ago(daysAgo), "Email Link Clicked", Map.of("url", "https://shop.example.org/")));
    }

    private void subscribes(String who, int daysAgo, boolean agrees) {
        says(who, null, Map.of("createdAt", ago(daysAgo).toString(), "consents", Map.of("email", agrees)));
    }

    private Instant ago(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    /** Time alone passes. */
    private void later(int days) {
        clock.set(clock.instant().plus(Duration.ofDays(days)));
        work("segments");
    }
}
