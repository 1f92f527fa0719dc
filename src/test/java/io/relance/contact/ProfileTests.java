package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTests {

    private static final ContactSettings FRANCE = new ContactSettings("FR", "fr");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "' Camille@Example.ORG ', camille@example.org",
                "camille+shop@mail.example.org, camille+shop@mail.example.org",
                "élodie@exemple.fr, élodie@exemple.fr",
                "info@münchen.example, info@xn--mnchen-3ya.example",
                "info@XN--MNCHEN-3YA.example, info@xn--mnchen-3ya.example",
                "ｑ０@ｅxample.org\u00a0, q0@example.org",
                "\u200einfo@exa\u00admple.org\u200b, info@example.org",
                "in\u00a0fo@example.org, none",
                "info@straße.example, none",
                "camille, none",
                "camille@example, none",
                "camille@@example.org, none",
                "'camille@example.org\r\nBcc: all@example.org', none",
                "'camille@example.org, dominique@example.org', none",
                "'', none"
            })
    void readsEmailAddresses(String text, String email) {
        assertThat(of(Map.of("email", text)).email()).isEqualTo(email);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "+33 6 39 98 12 34, none, +33639981234",
                "06 39 98 12 34, none, +33639981234",
                "06.39.98.12.34, FR, +33639981234",
                "0033 6 39 98 12 34, none, +33639981234",
                "0470 12 34 56, BE, +32470123456",
                "0470 12 34 56, be, +32470123456",
                "06 39 98 12 34, Atlantis, +33639981234",
                "12, none, none",
                "no number, none, none",
                "'', none, none"
            })
    void readsPhoneNumbers(String text, String country, String phone) {
        var traits = new HashMap<String, Object>(Map.of("phone", text));
        if (country != null) {
            traits.put("address", Map.of("country", country));
        }
        assertThat(of(traits).phone()).isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, fr",
                "EN, none, en",
                "en-GB, none, en",
                "none, de_DE, de",
                "English, en-US, en",
                "it, en-US, it"
            })
    void readsLanguages(String language, String locale, String expected) {
        var traits = new HashMap<String, Object>();
        traits.put("language", language);
        traits.put("locale", locale);
        assertThat(of(traits).language()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Europe/Paris, Europe/Paris",
                "Indian/Reunion, Indian/Reunion",
                "GMT+2, none",
                "+02:00, none",
                "Paris, none",
                "europe/paris, none"
            })
    void readsOnlyZonesOfTheIanaDatabase(String text, String zone) {
        assertThat(of(Map.of("timezone", text)).timezone()).isEqualTo(zone);
    }

    @Test
    void readsNonsenseAsNothing() {
        var profile = of(Map.of("email", 12, "phone", true, "firstName", " ", "timezone", Map.of(), "address", "here"));
        assertThat(profile).isEqualTo(new Profile(null, null, null, null, "fr", null));
    }

    private static Profile of(Map<String, Object> traits) {
        return Profile.of(traits, FRANCE);
    }
}
