package io.relance.channel.email.returned;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.link.EnvelopeMarks;
import io.relance.message.spi.Sender;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class BounceSettingsTests {

    private static final Map<String, Object> RIGHT = Map.of(
            "RELANCE_BOUNCE_ADDRESS", "bounces@shop.example",
            "RELANCE_BOUNCE_MAILBOX", "imaps://imap.shop.example/INBOX",
            "RELANCE_BOUNCE_USERNAME", "bounces@shop.example",
            "RELANCE_BOUNCE_PASSWORD", "p@ss:w/rd %41 that nobody may see");

    @EnableConfigurationProperties(BounceSettings.class)
    static class Only {}

    @Test
    void allAbsentOrEmptyReadsNothingAndLeavesTheEnvelopeAsItWas() {
        for (Map<String, Object> nothing : java.util.List.<Map<String, Object>>of(
                Map.of(), Map.of("RELANCE_BOUNCE_MAILBOX", "", "RELANCE_BOUNCE_ADDRESS", ""))) {
            with(nothing).run(context -> {
                BounceSettings settings = context.getBean(BounceSettings.class);
                assertThat(settings.reads()).isFalse();
                assertThat(new ReturnAddress(settings, new Sender("shop@example.org", "", ""), null).of(1))
                        .isEqualTo("shop@example.org");
            });
        }
    }

    @Test
    void allThereReadsAndTellsNobodyThePassword() {
        with(RIGHT).run(context -> assertThat(context.getBean(BounceSettings.class))
                .returns(true, BounceSettings::reads)
                .returns("INBOX", BounceSettings::folder)
                .returns("p@ss:w/rd %41 that nobody may see", BounceSettings::password)
                .hasToString("BounceSettings[address=bounces@shop.example,"
                        + " mailbox=imaps://imap.shop.example/INBOX, every=PT1M]"));
    }

    @ParameterizedTest
    @CsvSource({
        "RELANCE_BOUNCE_ADDRESS, shop, RELANCE_BOUNCE_ADDRESS is malformed",
        "RELANCE_BOUNCE_ADDRESS, a+b@shop.example, RELANCE_BOUNCE_ADDRESS is malformed",
        "RELANCE_BOUNCE_ADDRESS, a-local-part-of-thirty-five-letters@shop.example, RELANCE_BOUNCE_ADDRESS is malformed",
        "RELANCE_BOUNCE_MAILBOX, https://shop.example, RELANCE_BOUNCE_MAILBOX is malformed",
        "RELANCE_BOUNCE_MAILBOX, imaps://user:secret@shop.example, RELANCE_BOUNCE_MAILBOX is malformed",
        "RELANCE_BOUNCE_MAILBOX, imap.shop.example, RELANCE_BOUNCE_MAILBOX is malformed",
        "RELANCE_BOUNCE_USERNAME, , RELANCE_BOUNCE_USERNAME or RELANCE_BOUNCE_PASSWORD is missing",
        "RELANCE_BOUNCE_PASSWORD, , RELANCE_BOUNCE_USERNAME or RELANCE_BOUNCE_PASSWORD is missing",
        "RELANCE_BOUNCE_EVERY, PT0S, RELANCE_BOUNCE_EVERY is too short or too long",
        "RELANCE_BOUNCE_EVERY, P1D, RELANCE_BOUNCE_EVERY is too short or too long"
    })
    void aWrongOneStopsTheStartAndIsNamed(String setting, String value, String words) {
        Map<String, Object> wrong = new HashMap<>(RIGHT);
        wrong.put(setting, value == null ? "" : value);
        with(wrong).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining(words)
                .hasMessageNotContaining("that nobody may see")
                .hasMessageNotContaining("secret"));
    }

    /** RFC 5321 allows 64 octets before the @; the longest address that is accepted has room for its mark. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 836_541_236_969_472L, Long.MAX_VALUE})
    void theLongestAddressHasRoomForEveryMark(long message) {
        Map<String, Object> longest = new HashMap<>(RIGHT);
        longest.put("RELANCE_BOUNCE_ADDRESS", "a-local-part-with-thirty-four-char@shop.example");
        SealedMarks marks = new SealedMarks();
        with(longest).run(context -> {
            String address = new ReturnAddress(
                            context.getBean(BounceSettings.class), new Sender("shop@example.org", "", ""), marks)
                    .of(message);
            assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
            assertThat(new Owners(marks).of("To: <" + address.toUpperCase(java.util.Locale.ROOT) + ">"))
                    .hasValue(message);
        });
    }

    @Test
    void aMarkThatWasChangedAnywhereIsNotOurs() {
        EnvelopeMarks marks = new EnvelopeMarks("a-secret-of-the-tests-0123456789abcdef");
        String mark = marks.of(4711);
        for (int i = 0; i < mark.length() - 1; i++) {
            char other = mark.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(marks.open(mark.substring(0, i) + other + mark.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(marks.open(mark)).hasValue(4711);
        assertThat(marks.open(mark + "a")).isEmpty();
        assertThat(new EnvelopeMarks("another-secret-of-the-tests-0123456789").open(mark))
                .isEmpty();
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
