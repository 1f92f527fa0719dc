package io.relance.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConsentSettingsTests {

    @EnableConfigurationProperties(ConsentSettings.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource({
        "popup,     Popup,     shop,  true",
        "' Popup ', popup,     shop,  true",
        "popup,     ' POPUP ', shop,  true",
        "popup,     form,      Popup, true",
        "popup,     form,      shop,  false",
        "popup,     ,          ,      false"
    })
    void aSourceIsTheSameHoweverItIsCapitalised(String set, String source, String actor, boolean confirmed) {
        ConsentSettings settings =
                new ConsentSettings(List.of("news"), Set.of(set), Duration.ofDays(7), Duration.ofDays(1));
        Act act = new Act(
                new ContactId(1),
                ConsentTopic.EMAIL,
                Consent.State.GRANTED,
                "consent",
                Instant.EPOCH,
                source,
                null,
                null,
                actor);
        assertThat(settings.mustBeConfirmed(act)).isEqualTo(confirmed);
    }

    @ParameterizedTest
    @CsvSource({
        "double-opt-in, double_opt_in, RELANCE_CONSENT_DOUBLE_OPT_IN",
        "double-opt-in, 'popup,tracking', RELANCE_CONSENT_DOUBLE_OPT_IN",
        "confirm-within, PT0S, RELANCE_CONSENT_CONFIRM_WITHIN",
        "confirm-again-after, -P1D, RELANCE_CONSENT_CONFIRM_AGAIN_AFTER"
    })
    void aWrongValueStopsTheStartAndNamesTheSetting(String setting, String value, String name) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class)
                .withPropertyValues("relance.consent." + setting + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining(name)
                        .hasMessageContaining("accepts"));
    }
}
