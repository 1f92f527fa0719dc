package io.relance.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those of Twilio's own calculator (npm sms-segments-calculator 1.3.0) where it was asked. */
class SmsSegmentsTests {

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "a, 1, 1",
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "é, 160, 1",
        "à, 160, 1",
        "Ç, 160, 1",
        "€, 80, 1",
        "€, 81, 2",
        // 76 of them fill 152 of 153: the next is not cut in two.
        "€, 152, 2",
        "€, 153, 3",
        "~, 80, 1",
        "ê, 70, 1",
        "ê, 71, 2",
        "ç, 134, 2",
        "ç, 135, 3",
        "œ, 70, 1",
        "😀, 35, 1",
        "😀, 36, 2",
        // 33 of them fill 66 of 67.
        "😀, 66, 2",
        "😀, 67, 3"
    })
    void countsAsTheNetworkDoes(String sign, int times, int parts) {
        assertThat(SmsSegments.count(sign.repeat(times))).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "Forêt, false",
        "à l’heure, false",
        "à l'heure, true",
        "Déjà payé : 12 €, true",
        "Garçon, false",
        "GARÇON, true",
        "Noël, false",
        "[a] {b} ^ \\ |, true",
        "`, false"
    })
    void frenchFitsOnlyInPart(String text, boolean gsm) {
        assertThat(SmsSegments.isGsm(text)).isEqualTo(gsm);
    }

    @Test
    void oneOtherSignMakesTheWholeTextLong() {
        assertThat(SmsSegments.count("a".repeat(159) + "é")).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(159) + "ê")).isEqualTo(3);
    }
}
