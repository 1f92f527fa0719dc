package io.relance.segment.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import io.relance.segment.SegmentSettings;
import io.relance.shop.ShopProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How far apart two acts in the shop may be to be one visit is the shop's to say. */
class VisitGapTests extends ActivityTest {

    @Autowired
    Counted counted;

    @Autowired
    TallyRows rows;

    @Autowired
    ShopProfile shop;

    @Autowired
    HalfLife halfLife;

    @Autowired
    OrdersToldAgain toldAgain;

    @ParameterizedTest
    @CsvSource({"PT30M,2400", "PT29M59S,600", "PT10M,600", "PT9M59S,0", "PT2H,7800"})
    void whatIsNotFurtherApartIsOneVisit(Duration gap, long seconds) {
        Tallies tallies = new Tallies(counted, rows, shop, halfLife, settings(gap), toldAgain);
        tallies.count(List.of(viewed("10:00"), viewed("10:10"), viewed("10:40"), viewed("12:10")), contact -> null);
        assertThat(spent()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT-5M", "PT24H0.001S"})
    void aGapThatMakesNoSenseIsRefused(Duration gap) {
        assertThatThrownBy(() -> settings(gap))
                .hasMessage(
                        "RELANCE_SEGMENT_VISITGAP is '" + gap + "'; it accepts a duration from 1s to 24h such as 30m");
    }

    @Test
    void aDayIsTheLongest() {
        assertThat(settings(Duration.ofHours(24)).visitGap()).isEqualTo(Duration.ofDays(1));
    }

    private static SegmentSettings settings(Duration gap) {
        return new SegmentSettings("switch", 12, 0, gap);
    }

    private Activity viewed(String at) {
        return activity(at, "Product Viewed", Map.of("product_id", "vase"));
    }

    private long spent() {
        return sql.sql("select coalesce(sum(n), 0) from segment.total t join segment.counted k on k.id = t.counted"
                        + " where k.kind = 'time' and t.contact = :contact")
                .param("contact", camille.value())
                .query(Long.class)
                .single();
    }
}
