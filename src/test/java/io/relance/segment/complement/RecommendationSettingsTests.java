package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be set. */
class RecommendationSettingsTests {

    @Test
    void consumablesAreCategoriesAsTheShopWritesThemWithTheirDays() {
        assertThat(of(List.of("Épicerie fine:30", " candles : 60 ")).lasting())
                .containsOnly(
                        java.util.Map.entry("epicerie_fine", Duration.ofDays(30)),
                        java.util.Map.entry("candles", Duration.ofDays(60)));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatIsAccepted() {
        assertThatThrownBy(() -> of(List.of("coffee")))
                .hasMessageContaining("RELANCE_SEGMENT_RECOMMENDATIONS_CONSUMABLES is 'coffee'")
                .hasMessageContaining("coffee:30");
        assertThatThrownBy(() -> new RecommendationSettings(Period.ofMonths(24), 1, 6, 3, List.of()))
                .hasMessageContaining("SUPPORT is '1'");
        assertThatThrownBy(() -> new RecommendationSettings(Period.ofDays(3), 3, 6, 3, List.of()))
                .hasMessageContaining("P24M");
    }

    private static RecommendationSettings of(List<String> consumables) {
        return new RecommendationSettings(Period.ofMonths(24), 3, 6, 3, consumables);
    }
}
