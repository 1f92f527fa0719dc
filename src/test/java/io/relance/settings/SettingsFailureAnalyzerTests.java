package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relance.shared.Site;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import planted.settings.Planted;

@ExtendWith(OutputCaptureExtension.class)
class SettingsFailureAnalyzerTests {

    private static final String[] GOOD = {
        "relance.base-url=http://localhost", "relance.secret=a-secret-of-the-tests-0123456789abcdef"
    };

    @EnableConfigurationProperties({Site.class, Planted.class})
    static class Settings {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            relance.secret=short | RELANCE_SECRET is too short; it accepts 32 or more characters
            planted.address=: | PLANTED_ADDRESS is ':'; it accepts an address such as https://shop.example.org
            planted.wait-for=soon | PLANTED_WAIT_FOR is 'soon'; it accepts a duration such as PT1H (ISO 8601)
            planted.currency=euros | PLANTED_CURRENCY is 'euros'; it accepts a currency code such as EUR (ISO 4217)
            planted.zone=Mars | PLANTED_ZONE is 'Mars'; it accepts a time zone such as Europe/Paris (IANA)
            planted.scale.sales-volume=high | PLANTED_SCALE_SALES_VOLUME is 'high'; it accepts a whole number
            planted.rates.usd=half | PLANTED_RATES_USD is 'half'; it accepts a number such as 12.5
            planted.first-try=9 | PLANTED_FIRST_TRY must be less than or equal to 5
            planted.tasks=web,none | PLANTED_TASKS is 'web,none'; it accepts a list, separated by commas; each is one of web, bulk-sending
            planted.api-key=hush | PLANTED_API_KEY is wrong; it accepts a whole number
            planted.on=true | PLANTED_ON is on; it accepts false
            """)
    void aWrongSettingIsOneLineThatNamesItAndSaysWhatItAccepts(String wrong, String line) {
        assertThat(analysis(wrong)).isEqualTo(line);
    }

    @Test
    void aMissingSettingIsNamedToo() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(GOOD[0])
                .run(context -> assertThat(lineOf(context.getStartupFailure()))
                        .isEqualTo("RELANCE_SECRET is missing; it accepts 32 or more characters"));
    }

    @Test
    void aMissingDatabaseIsASettingToo() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .run(context -> assertThat(lineOf(context.getStartupFailure()))
                        .startsWith("SPRING_DATASOURCE_URL is missing; it accepts an address such as jdbc:"));
    }

    @Test
    void theNameInTheLineIsTheNameThatSetsIt() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(GOOD)
                .withInitializer(SettingsFailureAnalyzerTests::environment)
                .run(context ->
                        assertThat(context.getBean(Planted.class).waitFor()).hasHours(2));
    }

    @Test
    void severalWrongSettingsAreALineEach() {
        new ApplicationContextRunner().withUserConfiguration(Settings.class).run(context -> assertThat(
                        lineOf(context.getStartupFailure()).lines())
                .hasSize(2)
                .allMatch(line -> line.matches("RELANCE_(BASE_URL|SECRET) is missing; it accepts .*")));
    }

    @Test
    void whatARoomRefusesLaterIsPassedOn() {
        assertThat(lineOf(new RuntimeException(
                        new IllegalStateException("RELANCE_ADMIN_PASSWORD is missing; it accepts any password"))))
                .isEqualTo("RELANCE_ADMIN_PASSWORD is missing; it accepts any password");
        assertThat(lineOf(new InvalidConfigurationPropertyValueException(
                        "relance.content-dir", "/nowhere", "is no folder; it accepts the path of one")))
                .isEqualTo("RELANCE_CONTENT_DIR is no folder; it accepts the path of one");
    }

    @Test
    void otherFailuresAreLeftToOthers() {
        assertThat(new SettingsFailureAnalyzer().analyze(new IllegalStateException("HTTP_PORT trouble")))
                .isNull();
        assertThat(new SettingsFailureAnalyzer().analyze(new IllegalStateException()))
                .isNull();
    }

    @Test
    void theStartStopsWithTheLineAndWithoutTheSecret(CapturedOutput output) {
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        var failure = catchThrowable(
                () -> application.run("--" + GOOD[0], "--relance.secret=hush", "--spring.main.banner-mode=off"));

        assertThat(failure).isNotNull();
        assertThat(output)
                .contains("RELANCE_SECRET is too short; it accepts 32 or more characters")
                .doesNotContain("hush")
                .doesNotContain("BindValidationException");
    }

    private static void environment(ConfigurableApplicationContext context) {
        var variables = Map.<String, Object>of("PLANTED_WAIT_FOR", "PT2H");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
    }

    private static String analysis(String wrong) {
        var line = new String[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(GOOD)
                .withPropertyValues(wrong)
                .run(context -> line[0] = lineOf(context.getStartupFailure()));
        return line[0];
    }

    private static String lineOf(Throwable failure) {
        return new SettingsFailureAnalyzer().analyze(failure).getDescription();
    }
}
