package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "STOP!!!",
                "«stop»",
                "Stop svp, merci",
                "stop\nmerci",
                "STOPALL",
                "Unsubscribe",
                "cancel",
                "End",
                "quit",
                "REVOKE",
                "OptOut",
                "ARRET",
                "Arrêt",
                "arre\u0302t",
                "DÉSABONNEMENT",
                "desabonnement",
                "\u00a0ＳＴＯＰ\u00a0"
            })
    void stops(String text) {
        assertThat(OptOut.of(text, null)).isEqualTo(OptOut.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start", "Yes!", "UNSTOP"})
    void starts(String text) {
        assertThat(OptOut.of(text, null)).isEqualTo(OptOut.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "Non stop", "Stopper", "Je veux arrêter", "Yes, where is my parcel?", "HELP"})
    void isForPeopleToRead(String text) {
        assertThat(OptOut.of(text, null)).isEqualTo(OptOut.NEITHER);
    }

    @ParameterizedTest
    @CsvSource({"Basta, STOP, STOP", "STOP, START, START", "STOP, HELP, STOP"})
    void twiliosJudgementComesFirst(String text, String type, OptOut meant) {
        assertThat(OptOut.of(text, type)).isEqualTo(meant);
    }
}
