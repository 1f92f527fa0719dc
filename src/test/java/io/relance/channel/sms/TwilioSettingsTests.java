package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TwilioSettingsTests {

    private static final Map<String, Object> RIGHT = Map.of(
            "TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef",
            "TWILIO_AUTH_TOKEN", "a-token-nobody-may-see",
            "TWILIO_MESSAGING_SERVICE_SID", "MG0123456789abcdef0123456789abcdef");

    @EnableConfigurationProperties(TwilioSettings.class)
    static class Only {}

    @Test
    void allAbsentRunsWithoutSms() {
        with(Map.of())
                .run(context -> assertThat(context.getBean(TwilioSettings.class).complete())
                        .isFalse());
    }

    @Test
    void emptyVariablesAreAbsentOnes() {
        with(Map.of("TWILIO_ACCOUNT_SID", "", "TWILIO_AUTH_TOKEN", "", "TWILIO_BASE_URL", ""))
                .run(context -> assertThat(context.getBean(TwilioSettings.class).complete())
                        .isFalse());
    }

    @Test
    void allThereRunsWithSms() {
        with(RIGHT).run(context -> assertThat(context.getBean(TwilioSettings.class))
                .returns(true, TwilioSettings::complete)
                .hasToString("TwilioSettings[accountSid=AC0123456789abcdef0123456789abcdef, baseUrl=null]"));
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_ACCOUNT_SID, , TWILIO_ACCOUNT_SID is missing or malformed",
        "TWILIO_ACCOUNT_SID, SK12, TWILIO_ACCOUNT_SID is missing or malformed",
        "TWILIO_AUTH_TOKEN, , TWILIO_AUTH_TOKEN is missing",
        "TWILIO_MESSAGING_SERVICE_SID, , TWILIO_MESSAGING_SERVICE_SID is missing or malformed",
        "TWILIO_MESSAGING_SERVICE_SID, +33639980000, TWILIO_MESSAGING_SERVICE_SID is missing or malformed",
        "TWILIO_BASE_URL, ftp://x, TWILIO_BASE_URL is malformed"
    })
    void aWrongOneStopsTheStartAndIsNamed(String setting, String value, String words) {
        Map<String, Object> wrong = new HashMap<>(RIGHT);
        wrong.put(setting, value == null ? "" : value);

        with(wrong).run(context -> assertThat(context).getFailure().satisfies(failure -> {
            String said = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                    .map(String::valueOf)
                    .reduce("", String::concat);
            assertThat(said).contains(words).doesNotContain("a-token-nobody-may-see");
        }));
    }

    private static ApplicationContextRunner with(Map<String, Object> environment) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Only.class)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)));
    }
}
