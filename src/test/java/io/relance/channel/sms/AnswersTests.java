package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.exception.ApiException;
import io.relance.channel.sms.OneTryClient.NoAnswer;
import io.relance.channel.sms.OneTryClient.NotSent;
import io.relance.channel.sms.OneTryClient.SlowDown;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTests {

    @ParameterizedTest
    @CsvSource({"21211, unreachable", "21614, unreachable", "21610, stop", "21612,", "21608,", "21408,", "99999,"})
    void aRefusalIsFinalAndSaysWhetherTheNumberRests(int code, String suppress) {
        assertThat(Answers.of(refusal(400, code))).isEqualTo(new Rejected(String.valueOf(code), "words", suppress));
    }

    /** Twilio's codes of callbacks and refusals: does the number rest, may it be reached later, must we look at ours? */
    @ParameterizedTest
    @CsvSource({
        "21211, unreachable, false, false",
        "21408,            , false, true",
        "21608,            , false, true",
        "21610, stop,        false, false",
        "21612,            , false, true",
        "21614, unreachable, false, false",
        "30001,            , false, false",
        "30002,            , false, true",
        "30003,            , true,  false",
        "30004,            , false, false",
        "30005, unreachable, false, false",
        "30006, unreachable, false, false",
        "30007,            , false, true",
        "30008,            , false, false",
        "30042,            , false, true",
        "failed,           , false, false"
    })
    void aCodeSaysWhoIsAtFault(String code, String suppress, boolean passing, boolean alarming) {
        assertThat(Answers.suppression(code)).isEqualTo(suppress);
        assertThat(Answers.isPassing(code)).isEqualTo(passing);
        assertThat(Answers.isAlarming(code)).isEqualTo(alarming);
    }

    @ParameterizedTest
    @CsvSource({"401, 20003", "403, 20003", "403, 20005", "404, 20404"})
    void whatIsOursToMendWaits(int status, int code) {
        assertThat(Answers.of(refusal(status, code))).isEqualTo(new NotTried("words", true, null));
        assertThat(Answers.isOurFault(refusal(status, code))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500, 20500", "503, 20503", "502,"})
    void aServersErrorIsInDoubt(int status, Integer code) {
        assertThat(Answers.of(refusal(status, code))).isInstanceOf(InDoubt.class);
    }

    @Test
    void anAnswerThatCannotBeReadIsInDoubt() {
        assertThat(Answers.of(new ApiException("no JSON"))).isInstanceOf(InDoubt.class);
        assertThat(Answers.of(new IllegalStateException("whatever"))).isInstanceOf(InDoubt.class);
    }

    @Test
    void whatNeverLeftWaitsAndWhatLeftIsInDoubt() {
        assertThat(Answers.of(new NotSent(new IOException("refused")))).isInstanceOf(NotTried.class);
        assertThat(Answers.of(new NoAnswer(new IOException("reset")))).isInstanceOf(InDoubt.class);
    }

    @Test
    void waitsAsLongAsTwilioAsks() {
        assertThat(Answers.of(new SlowDown("7")))
                .isEqualTo(new NotTried("429, Retry-After 7", true, Duration.ofSeconds(7)));
        assertThat(Answers.of(new SlowDown(null))).isEqualTo(new NotTried("429, Retry-After null", true, null));
        assertThat(Answers.of(refusal(400, 20429))).isEqualTo(new NotTried("words", true, null));
    }

    private static ApiException refusal(int status, Integer code) {
        return new ApiException("words", code, null, status, null, null, null, null);
    }
}
