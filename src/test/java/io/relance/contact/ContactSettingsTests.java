package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ContactSettingsTests {

    @EnableConfigurationProperties(ContactSettings.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource({"country, France, RELANCE_CONTACT_COUNTRY", "language, french, RELANCE_CONTACT_LANGUAGE"})
    void aWrongValueStopsTheStartAndNamesTheSetting(String setting, String value, String name) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class)
                .withPropertyValues("relance.contact." + setting + "=" + value)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(name + " accepts"));
    }
}
