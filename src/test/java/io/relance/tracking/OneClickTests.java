package io.relance.tracking;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Browser;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.consent.Choices;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Preferences;
import io.relance.contact.Activity;
import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.message.Draft;
import io.relance.message.Links;
import io.relance.message.Messages;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Unsubscribing on real tables: by a mail client's POST (RFC 8058), by the page's buttons, and by nothing else. */
@RelanceTest
class OneClickTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Preferences preferences;

    @Autowired
    Messages messages;

    @Autowired
    Links links;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    private final String camille = newId("camille");
    private Browser browser;
    private long message;
    private String path;

    @BeforeEach
    void camilleGotAMail() {
        clock.set(START);
        browser = new Browser(port);
        timeline.receive(List.of(
                identified(user(camille), Map.of("email", camille + "@example.org")),
                acted(user(camille), "Consent Given", Map.of("channel", "email"), START.minusSeconds(3600))));
        message = messageTo(contacts.byUserId(camille).orElseThrow().id());
        path = path(links.unsubscribe(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "List-Unsubscribe=One-Click § application/x-www-form-urlencoded § one_click",
                "--b\\r\\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\\r\\n\\r\\nOne-Click\\r\\n--b--\\r\\n"
                        + " § multipart/form-data; boundary=b § one_click",
                "List-Unsubscribe=One-Click § text/plain § page",
                "{\"a\":1} § application/json § page",
                "--b broken § multipart/form-data; boundary=b § page",
                "%%%=%zz&&& § application/x-www-form-urlencoded § page",
                "List-Unsubscribe=One-Click&topic=news § application/x-www-form-urlencoded § one_click"
            })
    void whateverIsPostedUnsubscribesBeforeTheAnswer(String body, String type, String source) {
        HttpResponse<String> answer = post(body.replace("\\r\\n", "\r\n"), type);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "Location");
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).source()).isEqualTo(source);
        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
    }

    @Test
    void manyClicksAtOnceAreOne() {
        List<HttpResponse<String>> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> post(ONE_CLICK, FORM)))
                        .limit(8)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(jdbc.sql("select count(*) from consent.ledger where contact_id = ? and state = 'withdrawn'")
                        .param(id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(timeline.newest(id(), 10)).extracting(Activity::name).containsOnlyOnce("Unsubscribed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void aScannerThatOpensEveryLinkChangesNothing(String method) {
        for (String link : List.of(links.unsubscribe(message), links.preferences(message))) {
            browser.send(method, path(link));
            browser.send(method, path(link) + "?" + ONE_CLICK + "&topic=news&act=off&page=fr");
        }

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
        assertThat(timeline.newest(id(), 10)).extracting(Activity::name).containsExactly("Consent Given");
    }

    @Test
    void thePageOffersOneTopicAndLeadsToAllChoices() {
        var page = Jsoup.parse(browser.send("GET", path).body());

        assertThat(page.select("button[name=topic]").eachAttr("value"))
                .containsExactly("news", "offers", "reminders", "advice");
        assertThat(page.select("button").first().hasAttr("name")).isFalse();
        assertThat(page.select("a").attr("href")).isEqualTo(links.preferences(message));
        assertThat(Jsoup.parse(post(ONE_CLICK, FORM).body()).select("a").attr("href"))
                .isEqualTo(links.preferences(message));
    }

    @Test
    void aTopicIsLeftOnceAndTheConsentStays() {
        HttpResponse<String> answer = post("topic=offers", FORM);
        post("topic=offers", FORM);
        post("topic=news", FORM);

        assertThat(answer.body()).contains("nous ne vous parlerons plus de ce sujet (Offres)");
        assertThat(preferences.of(id())).isEqualTo(new Choices(Set.of("offers", "news"), null));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
        assertThat(jdbc.sql("select topic || '/' || source || '/' || proof || '/' || wording from consent.choice_log"
                                + " where contact_id = ? order by id")
                        .param(id().value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "offers/page/message " + message + "/fr: Gardez nos messages, sauf sur : Offres",
                        "news/page/message " + message + "/fr: Gardez nos messages, sauf sur : Nouveautés");
        assertThat(timeline.newest(id(), 10))
                .extracting(Activity::name)
                .containsExactly("Preferences Changed", "Preferences Changed", "Consent Given");
    }

    @Test
    void aTopicTheShopDoesNotHaveChangesNothingAndSaysSo() {
        HttpResponse<String> answer = post("topic=gardening", FORM);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Rien n’a été changé");
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
    }

    @Test
    void aTokenOfAnotherPurposeIsNotFound() {
        String token = path(links.preferences(message)).substring(3);

        assertThat(browser.send("POST", "/u/" + token, ONE_CLICK, new String[] {"Content-Type", FORM})
                        .statusCode())
                .isEqualTo(404);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
    }

    private HttpResponse<String> post(String body, String type) {
        return browser.send("POST", path, body, new String[] {"Content-Type", type});
    }

    private long messageTo(ContactId contact) {
        var draft = new Draft(
                contact, Channel.EMAIL, "cart-help", MessageClass.MARKETING, null, null, null, null, null, null);
        return transactions.execute(status -> {
            var tray = messages.tray(decision -> {});
            long number = tray.skip(new Refusal("consent_unknown", "Made up.", null), draft, START);
            tray.write();
            return number;
        });
    }

    private static String path(String address) {
        return address.substring("http://localhost".length());
    }

    private ContactId id() {
        return contacts.byUserId(camille).orElseThrow().id();
    }
}
