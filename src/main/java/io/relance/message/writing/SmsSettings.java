package io.relance.message.writing;

import jakarta.validation.constraints.AssertTrue;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands at the end of a marketing SMS.
 *
 * @param stopText RELANCE_SMS_STOP_TEXT, in every language; empty: the language's own
 * @param stopTextFr RELANCE_SMS_STOP_TEXT_FR
 * @param stopTextEn RELANCE_SMS_STOP_TEXT_EN, which also serves every language but French
 */
@Validated
@ConfigurationProperties("relance.sms")
record SmsSettings(
        @DefaultValue("") String stopText,
        @DefaultValue("STOP pour ne plus recevoir") String stopTextFr,
        @DefaultValue("Reply STOP to opt out") String stopTextEn) {

    private static final Pattern MENTION = Pattern.compile("(?=.*\\bSTOP\\b)[^\\r\\n]{4,60}");

    @AssertTrue(
            message = "RELANCE_SMS_STOP_TEXT, RELANCE_SMS_STOP_TEXT_FR or RELANCE_SMS_STOP_TEXT_EN is wrong; it accepts"
                    + " 4 to 60 characters on one line with the word STOP, such as STOP au 36111")
    boolean isStopTextRight() {
        return (stopText.isBlank() || MENTION.matcher(stopText).matches())
                && Stream.of(stopTextFr, stopTextEn)
                        .allMatch(text -> MENTION.matcher(text).matches());
    }

    /** The way out of our texts, in this language. */
    String stopText(String language) {
        if (!stopText.isBlank()) {
            return stopText.strip();
        }
        return (Locale.FRENCH.getLanguage().equals(language) ? stopTextFr : stopTextEn).strip();
    }
}
