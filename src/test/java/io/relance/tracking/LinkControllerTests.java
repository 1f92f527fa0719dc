package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;

import io.relance.Browser;
import io.relance.MockedRooms;
import io.relance.consent.Consent;
import io.relance.contact.NewActivity;
import io.relance.message.Links;
import io.relance.message.MessageState;
import io.relance.message.Origin;
import io.relance.shared.Channel;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class LinkControllerTests extends MockedRooms {

    @Captor
    ArgumentCaptor<List<NewActivity>> recorded;

    Browser browser;

    @Autowired
    JudgesClicks judge;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(port);
        db.sql("truncate tracking.click, tracking.step_click").update();
    }

    @Test
    void aClickLeadsOnAndIsRecorded() {
        HttpResponse<String> answer = browser.send("GET", "/c/good");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().map())
                .containsEntry("Location", List.of("https://shop.example/c?a=1"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("X-Robots-Tag", List.of("noindex"))
                .doesNotContainKey("Set-Cookie");
        whenJudged();
        then(messages).should().clicked(EMAIL_MESSAGE, START);
        NewActivity activity = activity();
        assertThat(activity.contact()).isEqualTo(CAMILLE);
        assertThat(activity.name()).isEqualTo("Email Link Clicked");
        assertThat(activity.source()).isEqualTo("tracking");
        assertThat(activity.properties())
                .isEqualTo(Map.of(
                        "message", EMAIL_MESSAGE,
                        "journey", "abandoned-cart",
                        "step", "send_reminder_1",
                        "template", "reminder-1",
                        "url", "https://shop.example/c?a=1"));
    }

    @Test
    void aShortLinkOfAnSmsIsAnSmsClick() {
        assertThat(location(browser.send("GET", "/s/abc"))).contains("https://shop.example/");

        whenJudged();
        then(messages).should().clicked(SMS_MESSAGE, START);
        assertThat(activity().name()).isEqualTo("SMS Link Clicked");
    }

    @Test
    void headShowsWhereItLeadsAndCountsNothing() {
        HttpResponse<String> answer = browser.send("HEAD", "/c/good");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).contains("https://shop.example/c?a=1");
        nothingRecorded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "POST", "PUT", "DELETE"})
    void otherMethodsCountNothing(String method) {
        HttpResponse<String> answer = browser.send(method, "/c/good");

        assertThat(answer.statusCode()).isEqualTo(method.equals("OPTIONS") ? 200 : 405);
        assertThat(location(answer)).isEmpty();
        nothingRecorded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/c/forged",
                "/s/nope",
                "/c/https:%2F%2Fevil.example",
                "/c/x?url=https://evil.example",
                "/c//evil.example",
                "/c/good/..;/%2e%2e/evil",
                "/s/%5C%5Cevil.example"
            })
    void whatWeDidNotMakeLeadsNowhere(String path) {
        HttpResponse<String> answer = browser.send("GET", path, "Host-Hint", "evil.example");

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(location(answer)).isEmpty();
        assertThat(answer.body()).doesNotContain("<a ", "http-equiv", "<script");
        nothingRecorded();
    }

    @Test
    void anUnknownLinkGetsASmallPage() {
        HttpResponse<String> answer = browser.send("GET", "/c/forged", "Accept-Language", "en-GB,en;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("This link leads nowhere").contains("lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "//evil.example", "data:text/html,x", "/relative"})
    void evenASignedAddressMustBeOfTheWeb(String url) {
        given(links.openClick("good")).willReturn(Optional.of(new Links.Click(EMAIL_MESSAGE, url)));

        assertThat(browser.send("GET", "/c/good").statusCode()).isEqualTo(404);
        nothingRecorded();
    }

    @Test
    void theWayOnIsOpenEvenWhenNothingCanBeRecorded() {
        willThrow(new IllegalStateException("no database")).given(messages).find(anyLong());

        assertThat(browser.send("GET", "/c/good").statusCode()).isEqualTo(302);
    }

    @Test
    void aClickCountsWhenItHasShownThatNoScannerMadeIt() {
        browser.send("GET", "/c/good");

        judge.runDue(START.plusMillis(2999));
        then(timeline).should(never()).record(anyList());
        assertThat(judge.nextDue()).contains(START.plusSeconds(3));
        judge.runDue(START.plusSeconds(3));
        then(timeline).should().record(anyList());
        // Later clicks in the message are judged with it for a moment; then it is forgotten.
        judge.runDue(START.plusSeconds(60));
        then(timeline).should().record(anyList());
        assertThat(db.sql("select count(*) from tracking.click")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aClickThatCannotBeRecordedIsTriedAgainAndHoldsNoOtherUp() {
        willThrow(new IllegalStateException("no database")).given(messages).clicked(EMAIL_MESSAGE, START);
        browser.send("GET", "/c/good");
        browser.send("GET", "/s/abc");

        whenJudged();

        assertThat(activity().name()).isEqualTo("SMS Link Clicked");
        assertThat(judge.nextDue()).contains(START.plusSeconds(63));
    }

    @Test
    void whoFollowsEveryLinkWithinSecondsIsAMachineFromTheFirstLinkOn() {
        links("one", "two", "three", "four");
        for (String link : List.of("one", "two", "three", "four")) {
            assertThat(browser.send("GET", "/c/" + link).statusCode()).isEqualTo(302);
            clock.set(clock.instant().plusMillis(900));
        }

        judge.runDue(START.plusSeconds(10));

        then(messages).should(never()).clicked(anyLong(), any());
        then(timeline).should().record(recorded.capture());
        assertThat(recorded.getValue()).hasSize(4).allSatisfy(activity -> {
            assertThat(activity.name()).isEqualTo("Email Link Prefetched");
            assertThat(activity.properties()).containsEntry("machine", true);
        });
    }

    @Test
    void whoFollowsTwoLinksOrOneThriceIsAPerson() {
        links("one", "two");
        for (String link : List.of("one", "two", "one", "one")) {
            browser.send("GET", "/c/" + link);
        }

        whenJudged();

        then(timeline).should().record(recorded.capture());
        assertThat(recorded.getValue()).hasSize(4).allSatisfy(activity -> assertThat(activity.name())
                .isEqualTo("Email Link Clicked"));
    }

    @Test
    void whoFollowsALinkAndTheWayOutInTheSameMomentIsAMachine() {
        browser.send("GET", "/u/good");
        browser.send("GET", "/c/good");

        isMachines();
        then(consents).should(never()).withdraw(any(), any(), any(), any(), any());
    }

    @Test
    void aPersonWhoClicksWhereAScannerWasBeforeIsAPerson() {
        links("one", "two", "three");
        for (String link : List.of("one", "two", "three")) {
            browser.send("GET", "/c/" + link);
        }
        judge.runDue(START.plusSeconds(3));
        clock.set(START.plusSeconds(8));
        browser.send("GET", "/c/one");

        judge.runDue(START.plusSeconds(11));

        then(messages).should().clicked(EMAIL_MESSAGE, START.plusSeconds(8));
    }

    @Test
    void aClickOfSomebodyWhoIsNotMeasuredCountsForTheStepAlone() {
        given(links.openClick("nobodys"))
                .willReturn(Optional.of(new Links.StepClick(
                        new Origin("abandoned-cart", 1, "send_reminder_1", "reminder-1"), "https://shop.example/")));

        browser.send("HEAD", "/c/nobodys");
        assertThat(location(browser.send("GET", "/c/nobodys"))).contains("https://shop.example/");
        browser.send("GET", "/c/nobodys");
        browser.send("GET", "/c/nobodys", "User-Agent", "Barracuda Sentinel (EE)");

        nothingRecorded();
        assertThat(counted()).isEqualTo("abandoned-cart 1 send_reminder_1 reminder-1 2026-03-02: 2, 1");
    }

    private void links(String... tokens) {
        for (String token : tokens) {
            given(links.openClick(token))
                    .willReturn(Optional.of(new Links.Click(EMAIL_MESSAGE, "https://shop.example/" + token)));
        }
    }

    private String counted() {
        return db.sql("select journey || ' ' || journey_version || ' ' || step || ' ' || template || ' ' || day || ': '"
                        + " || clicks || ', ' || machines from tracking.step_click")
                .query(String.class)
                .single();
    }

    @Test
    void aClickRightAfterHandOverIsAMachines() {
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.SENT, START.minusMillis(1999));

        assertThat(browser.send("GET", "/c/good").statusCode()).isEqualTo(302);

        isMachines();
    }

    @Test
    void aClickTwoSecondsAfterHandOverIsAPersons() {
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.SENT, START.minusSeconds(2));

        browser.send("GET", "/c/good");

        whenJudged();
        then(messages).should().clicked(EMAIL_MESSAGE, START);
    }

    @Test
    void aClickBeforeHandOverIsAMachines() {
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.SENDING, null);

        browser.send("GET", "/c/good");

        isMachines();
    }

    @Test
    void aClickInAMessageInDoubtIsAPersons() {
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.IN_DOUBT, null);

        browser.send("GET", "/c/good");

        whenJudged();
        then(messages).should().clicked(EMAIL_MESSAGE, START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Barracuda Sentinel (EE)", "Mozilla/5.0 (compatible; Proofpoint URL Defense)", "WhatsApp/2.23"})
    void aScannersClickIsAMachines(String userAgent) {
        assertThat(browser.send("GET", "/c/good", "User-Agent", userAgent).statusCode())
                .isEqualTo(302);

        isMachines();
    }

    @Test
    void aPrefetchIsAMachines() {
        browser.send("GET", "/c/good", "Sec-Purpose", "prefetch;prerender");

        isMachines();
    }

    @ParameterizedTest
    @EnumSource(value = Consent.State.class, mode = EnumSource.Mode.EXCLUDE, names = "GRANTED")
    void whoDoesNotAllowItAnyMoreIsLedOnAndNotMeasured(Consent.State state) {
        consent(state);

        assertThat(browser.send("GET", "/c/good").statusCode()).isEqualTo(302);
        nothingRecorded();
        assertThat(counted()).endsWith(" 2026-03-02: 1, 0");
    }

    @Test
    void whoWithdrawsBeforeTheClickIsJudgedIsNotMeasured() {
        browser.send("GET", "/c/good");
        consent(Consent.State.WITHDRAWN);

        nothingRecorded();
    }

    private void whenJudged() {
        judge.runDue(START.plusSeconds(3));
    }

    private void isMachines() {
        whenJudged();
        then(messages).should(never()).clicked(anyLong(), any());
        assertThat(activity().name()).isEqualTo("Email Link Prefetched");
        assertThat(activity().properties()).containsEntry("machine", true);
    }

    private NewActivity activity() {
        then(timeline).should().record(recorded.capture());
        assertThat(recorded.getValue()).hasSize(1);
        return recorded.getValue().get(0);
    }

    private void nothingRecorded() {
        whenJudged();
        then(messages).should(never()).clicked(anyLong(), any());
        then(timeline).should(never()).record(anyList());
    }

    private static Optional<String> location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location");
    }
}
