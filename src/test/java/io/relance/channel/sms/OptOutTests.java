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
                "\u00a0ＳＴＯＰ\u00a0",
                "STOP au 36111",
                "STOP 36111",
                "Stop Boutique Exemple",
                "stop je ne veux plus rien recevoir",
                "Stop all",
                "Opt-out",
                "opt out please",
                "Désabonner",
                "DÉSABONNEZ-moi",
                "Désinscription SVP",
                "Arrêter",
                "ARRETEZ SVP",
                "End.",
                "Cancel please",
                "END 36111",
                "Quit Boutique",
                "cancel all sms"
            })
    void stops(String text) {
        assertThat(OptOut.of(text, null, "Boutique Exemple")).isEqualTo(OptOut.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START",
                "start",
                "Yes!",
                "UNSTOP",
                "Oui",
                "OUI.",
                "Réabonnement",
                "reprendre",
                "START 36111",
                "Start Boutique"
            })
    void starts(String text) {
        assertThat(OptOut.of(text, null, "Boutique Exemple")).isEqualTo(OptOut.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "Non stop",
                "Stopper",
                "Je veux arrêter",
                "Yes, where is my parcel?",
                "HELP",
                "Cancel my order please",
                "End of the month would be fine",
                "Quitte ou double ?",
                "Arrêtez-vous à midi ?",
                "Revoked my card, can I still pay?",
                "Don't stop",
                "Oui, à quelle heure ?",
                "Start when?",
                "Opt for the red one"
            })
    void isForPeopleToRead(String text) {
        assertThat(OptOut.of(text, null, "Boutique Exemple")).isEqualTo(OptOut.NEITHER);
    }

    @ParameterizedTest
    @CsvSource({
        "Basta, STOP, STOP",
        "STOP, START, START",
        "STOP, HELP, NEITHER",
        "stop, ' ', STOP",
        "END of story, stop, STOP"
    })
    void twiliosJudgementComesFirst(String text, String type, OptOut meant) {
        assertThat(OptOut.of(text, type, "")).isEqualTo(meant);
    }
}
