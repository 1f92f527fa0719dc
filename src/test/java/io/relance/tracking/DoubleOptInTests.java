package io.relance.tracking;

import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Browser;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.contact.Activity;
import io.relance.contact.Contacts;
import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.trial.Received;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A yes from a source whose people must confirm it, from the event to the mail, its link and the ledger. */
@TrialTest
@TestPropertySource(properties = "relance.consent.double-opt-in=popup,forms")
class DoubleOptInTests {

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final String camille = newId("camille");
    private final String email = camille + "@example.org";
    private final String phone = "+336399" + String.format("%05d", 80000 + Math.floorMod(camille.hashCode(), 20000));
    private Browser browser;

    @BeforeEach
    void camilleIsKnown() {
        browser = new Browser(port);
        identify(user(camille), Map.of("email", email, "phone", phone, "firstName", "Camille"));
    }

    @Test
    void aYesCountsOnceItIsConfirmedAndBothProofsAreKept() {
        Instant asked = trial.now();
        says(user(camille), "Consent Given", "email", "popup");
        send();

        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.UNKNOWN);
        Received mail = mails().get(0);
        assertThat(mails()).hasSize(1);
        assertThat(mail.subject()).isEqualTo("Confirmez votre inscription");
        assertThat(mail.html()).contains(link(mail)).doesNotContain("/c/");
        assertThat(mail.headers()).doesNotContainKey("List-Unsubscribe-Post");

        assertThat(browser.send("GET", link(mail)).body())
                .contains("<form method=\"post\">", "c•••@e•••.org")
                .doesNotContain(email);
        browser.send("HEAD", link(mail));
        browser.send("OPTIONS", link(mail));
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.UNKNOWN);

        Instant confirmed = trial.now();
        HttpResponse<String> answer = browser.send("POST", link(mail));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Merci, c’est confirmé", "/p/");
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).source()).isEqualTo("double_opt_in");
        assertThat(consents.of(id(), ConsentTopic.SMS).state()).isEqualTo(State.UNKNOWN);
        Activity given = timeline.newest(id(), 1).get(0);
        assertThat(given.name()).isEqualTo("Consent Given");
        assertThat(given.at()).isEqualTo(confirmed);
        assertThat(given.properties()).containsKeys("message", "wording");
        assertThat(given.properties().get("asked"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("source", "popup")
                .containsEntry("wording", "v3")
                .containsEntry("at", asked.toString());
        assertThat(jdbc.sql("select source || '/' || proof || '/' || wording from consent.ledger where contact_id = ?")
                        .param(id().value())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("double_opt_in/activity " + given.id() + "/fr: Vous avez demandé")
                .endsWith("Oui, je confirme");
        assertThat(asking("source || '/' || wording || '/' || confirmed_wording"))
                .startsWith("popup/v3/fr: Vous avez demandé");
    }

    @Test
    void confirmingAgainSaysSoAndAddsNothing() {
        says(user(camille), "Consent Given", "email", "popup");
        send();
        String link = link(mails().get(0));
        browser.send("POST", link);
        int told = timeline.newest(id(), 100).size();

        assertThat(browser.send("POST", link).body()).contains("Merci, c’est confirmé");
        assertThat(browser.send("GET", link).body())
                .contains("Merci, c’est confirmé")
                .doesNotContain("<form");

        assertThat(timeline.newest(id(), 100)).hasSize(told);
    }

    @Test
    void askingAgainSoonSendsNothingAndLaterSendsOneMore() {
        says(user(camille), "Consent Given", "email", "popup");
        says(user(camille), "Consent Given", "email", "popup");
        send();
        trial.advance(Duration.ofHours(12));
        says(user(camille), "Consent Given", "email", "popup");
        says(visitor(newId("browser")), Map.of("email", email));
        send();
        assertThat(mails()).hasSize(1);

        trial.advance(Duration.ofHours(13));
        says(user(camille), "Consent Given", "email", "popup");
        send();

        assertThat(mails()).hasSize(2);
        assertThat(browser.send("POST", link(mails().get(0))).statusCode()).isEqualTo(200);
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.GRANTED);
    }

    /** Somebody else's browser in which the same address was typed. */
    private void says(Who who, Map<String, Object> traits) {
        identify(who, traits);
        says(who, "Consent Given", "email", "popup");
    }

    @Test
    void aTextIsConfirmedByATextForTextsOnly() {
        says(user(camille), "Consent Given", "sms", "popup");
        send();

        Received text = trial.mailbox().to(phone).get(0);
        assertThat(text.text()).hasSizeLessThanOrEqualTo(160).contains("/k/").doesNotContain("/s/");
        assertThat(browser.send("GET", link(text)).body()).contains("••• " + phone.substring(10));
        browser.send("POST", link(text));

        assertThat(state(ConsentTopic.SMS)).isEqualTo(State.GRANTED);
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.UNKNOWN);
        assertThat(mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, popup, test, UNKNOWN, 1",
        "email, checkout, test, GRANTED, 0",
        "email, checkout, forms, UNKNOWN, 1",
        "phone, popup, test, GRANTED, 0",
        "tracking_opens, popup, test, GRANTED, 0"
    })
    void onlyWhatAppliesIsConfirmed(String channel, String source, String sender, State state, int mails) {
        timeline.receive(List.of(new Acted(
                user(camille),
                trial.now(),
                "Consent Given",
                Map.of("channel", channel, "source", source),
                sender,
                true)));
        send();

        assertThat(state(ConsentTopic.of(channel).orElseThrow())).isEqualTo(state);
        assertThat(mails()).hasSize(mails);
    }

    @Test
    void theShorthandOfAnIdentifyIsAYesLikeAnother() {
        timeline.receive(List.of(
                new Identified(user(camille), trial.now(), Map.of("consents", Map.of("email", true)), "forms", true)));
        send();

        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.UNKNOWN);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void anOldYesIsKeptAndDisturbsNobody() {
        timeline.receive(List.of(new Acted(
                user(camille),
                trial.now().minus(Duration.ofDays(40)),
                "Consent Given",
                Map.of("channel", "email", "source", "popup", "wording", "v1"),
                "import",
                false)));
        send();

        assertThat(mails()).isEmpty();
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.UNKNOWN);
        assertThat(asking("source || '/' || wording")).isEqualTo("popup/v1");
    }

    @Test
    void whoAllowsItAlreadyIsNotAsked() {
        says(user(camille), "Consent Given", "email", "checkout");
        says(user(camille), "Consent Given", "email", "popup");
        send();

        assertThat(mails()).isEmpty();
        assertThat(consents.of(id(), ConsentTopic.EMAIL).source()).isEqualTo("checkout");
    }

    @Test
    void aSuppressedAddressIsNeverAsked() {
        suppressions.suppress(Channel.EMAIL, email, "hard_bounce", trial.now(), "test");
        says(user(camille), "Consent Given", "email", "popup");
        send();

        assertThat(mails()).isEmpty();
        assertThat(messages()).containsExactly("confirm-email skipped suppressed_hard_bounce");
    }

    @Test
    void whoSaysNoBeforeTheMailLeavesIsNotAsked() {
        says(user(camille), "Consent Given", "email", "popup");
        says(user(camille), "Consent Withdrawn", "email", "account");
        send();

        assertThat(mails()).isEmpty();
        assertThat(messages()).containsExactly("confirm-email skipped content_missing_value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "expired", "moved"})
    void aLinkThatNoLongerCountsGrantsNothingAndSaysSo(String why) {
        says(user(camille), "Consent Given", "email", "popup");
        send();
        String link = link(mails().get(0));
        switch (why) {
            case "withdrawn" -> says(user(camille), "Consent Withdrawn", "email", "account");
            case "expired" -> trial.advance(Duration.ofDays(7));
            default -> identify(user(camille), Map.of("email", "new-" + email));
        }
        State before = state(ConsentTopic.EMAIL);

        assertThat(browser.send("GET", link).statusCode()).isEqualTo(410);
        HttpResponse<String> answer = browser.send("POST", link);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body())
                .contains("Ce lien n’est plus valable", why.equals("expired") ? "délai" : "Depuis, vous avez");
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(before);
    }

    @Test
    void whoSaidNoAndSaysYesAgainIsAsked() {
        says(user(camille), "Consent Withdrawn", "email", "account");
        trial.advance(Duration.ofDays(1));
        says(user(camille), "Consent Given", "email", "popup");
        send();
        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.WITHDRAWN);

        browser.send("POST", link(mails().get(0)));

        assertThat(state(ConsentTopic.EMAIL)).isEqualTo(State.GRANTED);
    }

    private void identify(Who who, Map<String, Object> traits) {
        timeline.receive(List.of(new Identified(who, trial.now(), traits, "test", true)));
    }

    private void says(Who who, String name, String channel, String source) {
        Map<String, Object> properties = Map.of("channel", channel, "source", source, "wording", "v3");
        timeline.receive(List.of(new Acted(who, trial.now(), name, properties, "test", true)));
    }

    private void send() {
        trial.advance(Duration.ofMinutes(1));
    }

    private List<Received> mails() {
        return trial.mailbox().to(email);
    }

    private static String link(Received message) {
        Matcher link = Pattern.compile("https?://[^/]+(/k/[A-Za-z0-9_-]+)").matcher(message.text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private State state(ConsentTopic topic) {
        return consents.of(id(), topic).state();
    }

    private String asking(String columns) {
        return jdbc.sql("select " + columns + " from consent.asking where contact_id = ?")
                .param(id().value())
                .query(String.class)
                .single();
    }

    private List<String> messages() {
        return jdbc.sql("select template || ' ' || state || ' ' || reason from message.message where contact = ?")
                .param(id().value())
                .query(String.class)
                .list();
    }

    private ContactId id() {
        return contacts.byUserId(camille).orElseThrow().id();
    }
}
