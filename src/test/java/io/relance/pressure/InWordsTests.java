package io.relance.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30T07:07:30.944Z | Europe/Paris   | Monday 30 November 2026, 08:07 | lundi 30 novembre 2026 à 08:07",
                "2026-11-30T22:07:30Z     | Indian/Reunion | Tuesday 1 December 2026, 02:07 | mardi 1er décembre 2026 à 02:07"
            })
    void aMomentIsSaidByTheClockThatHangsThere(Instant moment, ZoneId zone, String english, String french) {
        assertThat(InWords.moment(moment, zone)).isEqualTo(english);
        assertThat(InWords.frenchMoment(moment, zone)).isEqualTo(french);
    }

    @Test
    void frenchIsSetAsFrenchIs() {
        assertThat(French.typeset("Il a dit : « oui » ; vrai ? Oui !"))
                .isEqualTo("Il a dit\u00a0: «\u00a0oui\u00a0»\u202f; vrai\u202f? Oui\u202f!");
    }
}
