package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.relance.Browser;
import io.relance.MockedRooms;
import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.contact.NewActivity;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeControllerTests extends MockedRooms {

    private static final String FORM = "application/x-www-form-urlencoded";

    Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(port);
    }

    @Test
    void oneClickUnsubscribesBeforeItAnswers() {
        HttpResponse<String> answer = post("List-Unsubscribe=One-Click", FORM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "Location");
        then(consents).should().withdraw(CAMILLE, ConsentTopic.EMAIL, START, "one_click", "message 41");
        then(timeline)
                .should()
                .record(List.of(new NewActivity(
                        CAMILLE,
                        START,
                        "Unsubscribed",
                        Map.of("channel", "email", "message", EMAIL_MESSAGE, "journey", "abandoned-cart"),
                        "tracking",
                        true)));
    }

    @Test
    void oneClickMayBeMultipart() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

        assertThat(post(body, "multipart/form-data; boundary=b").statusCode()).isEqualTo(200);

        then(consents).should().withdraw(CAMILLE, ConsentTopic.EMAIL, START, "one_click", "message 41");
    }

    @Test
    void aBrokenFormUnsubscribesAllTheSame() {
        assertThat(post("junk", "multipart/form-data").statusCode()).isEqualTo(200);

        then(consents).should().withdraw(CAMILLE, ConsentTopic.EMAIL, START, "page", "message 41");
    }

    @Test
    void thePagesButtonUnsubscribesAndSaysSo() {
        HttpResponse<String> answer = post("", FORM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("C’est fait").doesNotContain("<form");
        then(consents).should().withdraw(CAMILLE, ConsentTopic.EMAIL, START, "page", "message 41");
    }

    @Test
    void sayingItAgainChangesNothing() {
        willAnswer(call -> {
                    consent(Consent.State.WITHDRAWN);
                    return null;
                })
                .given(consents)
                .withdraw(any(), any(), any(), any(), any());

        assertThat(post("List-Unsubscribe=One-Click", FORM).statusCode()).isEqualTo(200);
        assertThat(post("List-Unsubscribe=One-Click", FORM).statusCode()).isEqualTo(200);

        then(consents).should(times(1)).withdraw(any(), any(), any(), any(), any());
        then(timeline).should(times(1)).record(anyList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
    void nothingButPostUnsubscribes(String method) {
        browser.send(method, "/u/good");

        then(consents).should(never()).withdraw(any(), any(), any(), any(), any());
        then(timeline).should(never()).record(anyList());
    }

    @ParameterizedTest
    @CsvSource({
        "fr, , Ne plus recevoir nos messages",
        "en, , Stop receiving our messages",
        "fr, en-US, Stop receiving our messages",
        "en, fr-CA, Ne plus recevoir nos messages",
        "en, de-DE, Stop receiving our messages",
        "fr, ;;;, Ne plus recevoir nos messages"
    })
    void thePageSpeaksThePersonsLanguage(String known, String browsers, String words) {
        given(contacts.find(CAMILLE)).willReturn(Optional.of(contact(known)));

        HttpResponse<String> page = browsers == null
                ? browser.send("GET", "/u/good")
                : browser.send("GET", "/u/good", "Accept-Language", browsers);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(words);
    }

    @Test
    void thePageHasOneButtonThatPostsAndNoScript() {
        HttpResponse<String> page = browser.send("GET", "/u/good");

        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("<form method=\"post\">", "<button type=\"submit\">", "href=\"../u/assets/page.css\"")
                .doesNotContain("<script", "th:", "camille");
        assertThat(page.headers().map())
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("X-Robots-Tag", List.of("noindex"))
                .doesNotContainKey("Set-Cookie");
    }

    @Test
    void thePagesStyleIsOpenToEverybody() {
        HttpResponse<String> style = browser.send("GET", "/u/assets/page.css");

        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void anUnknownTokenIsNotFound(String method) {
        HttpResponse<String> answer = browser.send(method, "/u/forged");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Ce lien ne mène nulle part");
        then(consents).should(never()).withdraw(any(), any(), any(), any(), any());
    }

    private HttpResponse<String> post(String body, String type) {
        return browser.send("POST", "/u/good", body, new String[] {"Content-Type", type});
    }
}
