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
import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Grounds;
import io.relance.consent.Preferences;
import io.relance.consent.Suppressions;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RelanceTest
class PreferencesControllerTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String ALL_TOPICS = "&shown=news&shown=offers&shown=reminders&shown=advice";

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Preferences preferences;

    @Autowired
    Suppressions suppressions;

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
    private final String email = camille + "@example.org";
    private final String phone = "+336399" + String.format("%05d", 80000 + Math.abs(camille.hashCode()) % 20000);
    private Browser browser;
    private long message;
    private String path;

    @BeforeEach
    void camilleGotAMail() {
        clock.set(START);
        browser = new Browser(port);
        timeline.receive(List.of(identified(user(camille), Map.of("email", email, "phone", phone))));
        message = messageTo(id());
        path = path(links.preferences(message));
    }

    @Test
    void nothingIsTickedThatWasNotGiven() {
        Document page = page(get());

        assertThat(ticked(page))
                .containsExactly("topic=news", "topic=offers", "topic=reminders", "topic=advice", "language=fr");
        assertThat(page.select("fieldset:has(input[name=email]) .hint").text())
                .isEqualTo("Vous n’avez pas encore répondu.");
    }

    @Test
    void whatStandsIsShownAsItStands() {
        said("Consent Given", "email");
        said("Consent Withdrawn", "sms");
        timeline.receive(List.of(identified(user(camille), Map.of("consents", Map.of("phone", false)))));
        choose(Set.of("offers"), START.plus(Duration.ofDays(3)));

        Document page = page(get());

        assertThat(ticked(page))
                .containsExactly(
                        "email=yes",
                        "sms=no",
                        "phone=no",
                        "topic=news",
                        "topic=reminders",
                        "topic=advice",
                        "language=fr");
        assertThat(page.text()).contains("En pause jusqu’au 5 mars 2026");
        assertThat(page.select("button[value=pause]")).isEmpty();
    }

    @Test
    void anEarlierOrderIsNoYes() {
        timeline.receive(List.of(acted(user(camille), "Order Completed")));

        Document page = page(get());

        assertThat(ticked(page)).noneMatch(each -> each.startsWith("email="));
        assertThat(page.select("fieldset:has(input[name=email]) .hint").text())
                .contains("parce que vous avez commandé");
        assertThat(post("act=save&page=fr" + ALL_TOPICS + allTicked()).statusCode())
                .isEqualTo(200);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.SOFT_OPT_IN);
    }

    @Test
    void whatIsChosenIsKeptWithTheWordsThatWereShown() {
        HttpResponse<String> answer =
                post("act=save&page=fr&email=yes&sms=no&tracking_opens=yes" + ALL_TOPICS + "&topic=news&topic=advice");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page(answer).select("[role=status]").text()).isEqualTo("Vos choix sont enregistrés.");
        assertThat(ticked(page(answer)))
                .containsExactly(
                        "email=yes", "sms=no", "tracking_opens=yes", "topic=news", "topic=advice", "language=fr");
        assertThat(consents.of(id()))
                .isEqualTo(Map.of(
                        ConsentTopic.EMAIL, new Consent(State.GRANTED, "preferences", START),
                        ConsentTopic.SMS, new Consent(State.WITHDRAWN, "preferences", START),
                        ConsentTopic.TRACKING_OPENS, new Consent(State.GRANTED, "preferences", START)));
        assertThat(preferences.of(id())).isEqualTo(new Choices(Set.of("offers", "reminders"), null));
        assertThat(jdbc.sql("select topic || '/' || state || '/' || wording from consent.ledger where contact_id = ?"
                                + " order by topic")
                        .param(id().value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "email/granted/fr: Recevoir nos offres, rappels et conseils par e‑mail ? Oui",
                        "sms/withdrawn/fr: Recevoir nos offres et rappels par SMS ? Non",
                        "tracking_opens/granted/fr: Nous laisser savoir quand vous ouvrez nos e‑mails ? Oui");
        assertThat(jdbc.sql("select distinct source || '/' || proof || '/' || wording from consent.choice_log"
                                + " where contact_id = ?")
                        .param(id().value())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("preferences/message " + message + "/fr: De quoi nous vous parlons");
    }

    @Test
    void eachChangeIsOnTheTimelineOnce() {
        post("act=save&page=en&email=yes&sms=no&language=en" + ALL_TOPICS + "&topic=news&topic=advice&topic=offers");

        List<Activity> told = timeline.newest(id(), 10);
        assertThat(told)
                .extracting(Activity::name)
                .containsExactlyInAnyOrder("Preferences Changed", "Consent Given", "Consent Withdrawn");
        Activity changed = told.stream()
                .filter(each -> each.isCalled("Preferences Changed"))
                .findFirst()
                .orElseThrow();
        assertThat(changed.properties())
                .containsEntry("email", true)
                .containsEntry("sms", false)
                .containsEntry("language", "en")
                .containsEntry("topicsOff", List.of("reminders"))
                .containsKey("message");
        assertThat(contacts.find(id()).orElseThrow().language()).isEqualTo("en");
    }

    @Test
    void savingWhatStandsAddsNothing() {
        String form = "act=save&page=fr&email=yes&sms=no&phone=no&language=fr" + ALL_TOPICS + "&topic=news";
        post(form);
        clock.set(START.plusSeconds(60));
        int told = timeline.newest(id(), 100).size();
        List<Long> rows = rows();

        HttpResponse<String> again = post(form);

        assertThat(page(again).select("[role=status]").text()).startsWith("Rien n’a changé");
        assertThat(rows()).isEqualTo(rows);
        assertThat(timeline.newest(id(), 100)).hasSize(told);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).at()).isEqualTo(START);
    }

    @Test
    void aPauseLastsThirtyDaysAndIsNotProlongedByAskingAgain() {
        post("act=pause&page=fr");
        clock.set(START.plus(Duration.ofDays(1)));
        post("act=pause&page=fr");

        assertThat(preferences.of(id())).isEqualTo(new Choices(Set.of(), START.plus(Duration.ofDays(30))));
        assertThat(timeline.newest(id(), 10)).hasSize(1);

        Document resumed = page(post("act=resume&page=fr"));

        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
        assertThat(resumed.select("button[value=pause]")).hasSize(1);
    }

    @Test
    void savingDuringAPauseKeepsIt() {
        post("act=pause&page=fr");
        post("act=save&page=fr&email=yes" + ALL_TOPICS + allTicked());

        assertThat(preferences.of(id()).pausedUntil()).isEqualTo(START.plus(Duration.ofDays(30)));
    }

    @Test
    void everythingOffIsANoToEveryQuestionAndSaysItOnce() {
        said("Consent Given", "email");
        said("Consent Given", "push");
        timeline.receive(List.of(identified(user(camille), Map.of("consents", Map.of("phone", false)))));
        post("act=off&page=fr");
        List<Long> rows = rows();
        post("act=off&page=fr");

        assertThat(consents.of(id()).values()).extracting(Consent::state).containsOnly(State.WITHDRAWN, State.DENIED);
        assertThat(consents.of(id())).hasSize(6);
        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "hard_bounce, EMAIL, 'Nos messages à cette adresse nous reviennent'",
        "complaint, EMAIL, signalé comme indésirable",
        "stop, SMS, Ce numéro nous a répondu STOP",
        "unreachable, SMS, Nous avons cessé d’écrire"
    })
    void anAddressThatMustNotBeWrittenToIsToldPlainlyAndNotLifted(String reason, Channel channel, String words) {
        String address = channel == Channel.EMAIL ? email : phone;
        suppressions.suppress(channel, address, reason, START, "test");

        assertThat(page(get()).select(".warning").text()).contains(words);
        HttpResponse<String> answer = post("act=save&page=fr&email=yes&sms=yes" + ALL_TOPICS + allTicked());

        assertThat(page(answer).select(".warning").text()).contains(words);
        assertThat(suppressions.reason(channel, address)).contains(reason);
    }

    @Test
    void whoeverElseHasTheLinkSeesNoAddress() {
        String page = get().body();

        assertThat(page).contains("c•••@e•••.org").doesNotContain(camille, email, phone, phone.substring(0, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "  ,   ,   , fr",
        "  ,   , en, en",
        "fr,   , en, fr",
        "en,   , fr, en",
        "de,   , en, en",
        "de,   ,   , fr",
        "fr, en, fr, en",
        "en, fr, en, fr",
        "en, xx, fr, en"
    })
    void thePageSpeaksWhatThePersonChoseUnlessAskedOtherwise(
            String chosen, String asked, String browsers, String spoken) {
        if (chosen != null) {
            timeline.receive(List.of(identified(user(camille), Map.of("language", chosen))));
        }
        String address = asked == null ? path : path + "?lang=" + asked;
        HttpResponse<String> page = browsers == null
                ? browser.send("GET", address)
                : browser.send("GET", address, "Accept-Language", browsers);

        assertThat(page(page).selectFirst("html").attr("lang")).isEqualTo(spoken);
        assertThat(page(page).select("h1").text())
                .isEqualTo(spoken.equals("fr") ? "Ce que vous recevez de nous" : "What you receive from us");
        assertThat(page(page).select("a[lang]").attr("href")).isEqualTo("?lang=" + (spoken.equals("fr") ? "en" : "fr"));
        assertThat(page(page).select("input[name=page]").eachAttr("value")).containsOnly(spoken);
    }

    @Test
    void everyInputHasALabelEveryGroupALegendAndThereIsNoScript() {
        HttpResponse<String> answer = get();
        Document page = page(answer);

        assertThat(page.select("input:not([type=hidden])")).allMatch(input -> input.closest("label") != null);
        assertThat(page.select("fieldset")).hasSize(7).allMatch(group -> group.selectFirst("> legend") != null);
        assertThat(page.select("[aria-describedby]"))
                .allMatch(group -> page.getElementById(group.attr("aria-describedby")) != null);
        assertThat(page.select("script, [style], [onclick]")).isEmpty();
        assertThat(answer.body()).doesNotContain("th:", "??");
        assertThat(answer.headers().map())
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("X-Robots-Tag", List.of("noindex"))
                .doesNotContainKey("Set-Cookie");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
    void nothingButPostChangesAnything(String method) {
        browser.send(method, path + "?act=off&page=fr&email=yes&language=en");
        browser.send(method, path + "?act=pause&page=fr");

        assertThat(consents.of(id())).isEmpty();
        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
        assertThat(timeline.newest(id(), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "junk",
                "email=no",
                "act=save",
                "act=save&page=de&email=no",
                "act=destroy&page=fr&email=no",
                "act=save&act=off&page=fr",
                "act=save&page=fr&email=maybe",
                "act=save&page=fr&email=yes&email=no",
                "act=save&page=fr&sms=no&language=de",
                "act=save&page=fr&sms=no&shown=gardening",
                "act=save&page=fr&sms=no&shown=news&topic=gardening",
                "act=save&page=fr&sms=no&shown=news&topic=offers",
            })
    void aFormThatIsNotOursChangesNothingAndSaysSo(String form) {
        HttpResponse<String> answer = post(form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page(answer).select("[role=alert]").text()).startsWith("Rien n’a été changé.");
        assertThat(consents.of(id())).isEmpty();
        assertThat(timeline.newest(id(), 10)).isEmpty();
    }

    @Test
    void fieldsNobodyAskedForAreLeftAlone() {
        assertThat(post("act=save&page=fr&email=yes&push=yes&utm_source=x" + ALL_TOPICS + allTicked())
                        .statusCode())
                .isEqualTo(200);

        assertThat(consents.of(id())).containsOnlyKeys(ConsentTopic.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 5_000, 400_000})
    void aFormThatIsTooLargeChangesNothing(int fields) {
        String form = "act=save&page=fr&email=yes" + ALL_TOPICS + "&topic=news".repeat(fields);

        assertThat(post(form).statusCode()).isBetween(400, 499);
        assertThat(consents.of(id())).isEmpty();
        assertThat(preferences.of(id())).isEqualTo(Choices.NONE);
    }

    @Test
    void aTopicThatDidNotStandOnThePageStaysAsItIs() {
        choose(Set.of("offers", "former"), null);

        post("act=save&page=fr&shown=news&shown=advice&topic=news");

        assertThat(preferences.of(id())).isEqualTo(new Choices(Set.of("offers", "former", "advice"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aForgedTokenOrOneOfAnotherPurposeIsNotFound(String method) {
        String token = path.substring(3);
        String altered = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        List<String> wrong = List.of(
                "/p/" + altered,
                "/p/" + token.substring(0, token.length() - 2),
                "/p/nonsense",
                "/p/" + path(links.unsubscribe(message)).substring(3),
                "/p/" + path(links.confirmation(message)).substring(3),
                "/u/" + token,
                "/k/" + token,
                path(links.preferences(message + 1_000_000)));

        for (String address : wrong) {
            HttpResponse<String> answer =
                    browser.send(method, address, "act=off&page=fr", new String[] {"Content-Type", FORM});
            assertThat(answer.statusCode()).as(address).isEqualTo(404);
        }
        assertThat(consents.of(id())).isEmpty();
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    private HttpResponse<String> get() {
        return browser.send("GET", path);
    }

    private HttpResponse<String> post(String form) {
        return browser.send("POST", path, form, new String[] {"Content-Type", FORM});
    }

    private static String allTicked() {
        return "&topic=news&topic=offers&topic=reminders&topic=advice";
    }

    private static Document page(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body());
    }

    private static List<String> ticked(Document page) {
        return page.select("input[checked]").stream()
                .map((Element input) -> input.attr("name") + "=" + input.val())
                .toList();
    }

    private void said(String name, String channel) {
        timeline.receive(List.of(acted(user(camille), name, Map.of("channel", channel), START.minusSeconds(3600))));
    }

    private void choose(Set<String> off, Instant until) {
        preferences.choose(id(), new Choices(off, until), Grounds.ofPerson(START, "test", null, null));
    }

    private List<Long> rows() {
        return List.of(
                count("select count(*) from consent.ledger where contact_id = ?"),
                count("select count(*) from consent.choice_log where contact_id = ?"));
    }

    private Long count(String sql) {
        return jdbc.sql(sql).param(id().value()).query(Long.class).single();
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
