package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class IntakeSettingsTests {

    @EnableConfigurationProperties(IntakeSettings.class)
    static class Settings {}

    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void readsKeysOfSources() {
        start.withPropertyValues("relance.write-keys=shop:k1, app:k2").run(context -> {
            var settings = context.getBean(IntakeSettings.class);
            assertThat(settings.keys()).isEqualTo(Map.of("shop", "k1", "app", "k2"));
            assertThat(settings.intake().liveAge()).isEqualTo(Duration.ofHours(48));
            assertThat(settings.intake().rate()).isEqualTo(2_000);
            assertThat(settings.intake().burst()).isEqualTo(20_000);
            assertThat(settings.intake().origins()).containsExactly("*");
            assertThat(settings.toString()).doesNotContain("k1");
        });
    }

    @Test
    void startsWithoutAnyKey() {
        start.run(context ->
                assertThat(context.getBean(IntakeSettings.class).keys()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shop", "shop:", ":hush", "shop:a:b", "shop:a,,app:b", "shop:a,shop:b", "shop:a,app:a", "a b:c"})
    void refusesToStartWithKeysInAnotherFormat(String keys) {
        start.withPropertyValues("relance.write-keys=" + keys).run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("RELANCE_WRITE_KEYS accepts source:key,source:key")
                .rootCause()
                .message()
                .doesNotContain(keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracking", "journey", "advisor", "rights", "loyalty"})
    void refusesToStartWithASourceThatIsARoomOfOurs(String room) {
        start.withPropertyValues("relance.write-keys=shop:k1," + room + ":k2").run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining(
                        "RELANCE_WRITE_KEYS accepts any source but tracking, journey, advisor," + " rights, loyalty"));
    }

    @ParameterizedTest
    @CsvSource({
        "relance.intake.rate=0,RELANCE_INTAKE_RATE",
        "relance.intake.burst=0,RELANCE_INTAKE_BURST",
        "relance.intake.live-age=PT0S,RELANCE_INTAKE_LIVE_AGE"
    })
    void refusesToStartWithLimitsThatMakeNoSense(String property, String name) {
        start.withPropertyValues(property)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(name));
    }
}
