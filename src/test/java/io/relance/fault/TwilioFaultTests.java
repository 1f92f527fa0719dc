package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.GateRules;
import io.relance.Outside;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import io.relance.trial.TwilioStandIn;
import io.relance.trial.TwilioStandIn.SentSms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever Twilio does, nobody gets the same SMS twice, and what can be known about one is known in the end. */
@TrialTest
class TwilioFaultTests {

    @LocalServerPort
    int port;

    @Autowired
    TwilioStandIn twilio;

    @Autowired
    JdbcClient db;

    @Autowired
    Starts starts;

    private Outside outside;
    private FaultShop shop;

    @BeforeEach
    void openShop() {
        outside = new Outside(port);
        GateRules.none(db);
        outside.toAWednesday();
        shop = new FaultShop(outside, starts);
        shop.publish(
                "fault-text",
                Map.of("fr.sms.liquid", "Bonjour {{ contact.firstName }}, n° {{ trigger.of }}. STOP au 36000"));
        shop.deploy(Sketch.journey("fault-text", "Text Wanted", Map.of())
                .step("send", "sendSms", Map.of("template", "fault-text"))
                .ends("Texted"));
        shop.deploy(Sketch.journey("fault-news", "News Wanted", Map.of())
                .step("send", "sendSms", Map.of("template", "fault-text", "messageClass", "transactional"))
                .ends("Told"));
        twilio.reset();
    }

    @AfterEach
    void closeShop() {
        twilio.reset();
        GateRules.usual(db);
        db.sql("delete from message.outbox").update();
        shop.close();
    }

    @Test
    void tooManyRequestsAreWaitedForAsLongAsAskedAndTheRestComesLittleByLittle() {
        List<String> people = shop.people(20);
        twilio.tooManyNext(30);
        shop.everybody(people, "Text Wanted");
        outside.settle();
        assertThat(twilio.attempts())
                .as("the rest does not run into the same wall")
                .isEqualTo(1);
        assertThat(twilio.messages()).isEmpty();
        assertThat(states(people)).containsOnly("queued");

        outside.advance("PT29S");
        assertThat(twilio.attempts()).as("not before it was asked to").isEqualTo(1);

        twilio.tooManyNext(10);
        outside.advance("PT2S");
        assertThat(twilio.attempts()).as("one asks for all").isEqualTo(2);
        outside.advance("PT5M");
        assertThat(twilio.messages()).extracting(SentSms::to).containsExactlyInAnyOrderElementsOf(shop.phones(people));
        assertThat(twilio.attempts()).isEqualTo(22);
    }

    /** Nobody knows whether a 503 took it: a marketing text is left alone, and reported. */
    @ParameterizedTest
    @ValueSource(strings = {"Text Wanted", "News Wanted"})
    void anErrorOfTheServerNeverMakesASecondText(String wanted) {
        List<String> people = shop.people(3);
        twilio.holdCallbacks();
        twilio.failNextAfterAccepting(503);
        shop.everybody(people, wanted);
        outside.settle();
        assertThat(states(people)).contains("in_doubt").doesNotContain("sent", "delivered");
        assertThat(twilio.messages()).hasSize(1);

        outside.advance("PT1H");
        assertThat(twilio.messages()).extracting(SentSms::to).containsExactlyInAnyOrderElementsOf(shop.phones(people));
        assertThat(states(people)).containsOnly("sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text Wanted", "News Wanted"})
    void whatNobodyCanTellAboutIsInDoubtAndStaysUnsent(String wanted) {
        List<String> people = shop.people(2);
        twilio.failNext(503);
        shop.everybody(people, wanted);
        outside.advance("PT2H");
        assertThat(states(people)).containsExactlyInAnyOrder("in_doubt", "delivered");
        assertThat(twilio.attempts()).isEqualTo(2);
        assertThat(twilio.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text Wanted", "News Wanted"})
    void aConnectionCutAfterItWasTakenIsSettledByAskingTwilio(String wanted) {
        List<String> people = shop.people(1);
        twilio.holdCallbacks();
        twilio.cutNextAfterAccepting();
        shop.everybody(people, wanted);
        outside.settle();
        outside.advance("PT10M");
        assertThat(twilio.attempts()).isEqualTo(1);
        assertThat(states(people)).containsOnly("sent");
    }

    /** As long as the product really waits for an answer. */
    @Test
    void anAnswerThatComesTooLateIsSettledByAskingTwilio() {
        List<String> people = shop.people(1);
        twilio.holdCallbacks();
        twilio.delayNext(Duration.ofSeconds(20));
        shop.everybody(people, "News Wanted");
        outside.settle();
        assertThat(states(people)).containsOnly("in_doubt");
        outside.advance("PT10M");
        assertThat(twilio.attempts()).isEqualTo(1);
        assertThat(states(people)).containsOnly("sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text Wanted", "News Wanted"})
    void whatTwilioCannotBeAskedAboutStaysInDoubtUntilItCallsBack(String wanted) {
        List<String> people = shop.people(1);
        twilio.holdCallbacks();
        twilio.answerNoQuestions();
        twilio.failNextAfterAccepting(503);
        shop.everybody(people, wanted);
        outside.advance("PT1H");
        assertThat(states(people)).containsOnly("in_doubt");
        assertThat(twilio.attempts()).as("never a second one").isEqualTo(1);

        assertThat(twilio.callBack(twilio.messages().get(0), "delivered", null)).isEqualTo(204);
        outside.advance("PT1H");
        assertThat(states(people)).containsOnly("delivered");
        assertThat(twilio.attempts()).isEqualTo(1);
    }

    @Test
    void aCallbackBeforeOurCommitIsKeptAndCounts() {
        List<String> people = shop.people(1);
        twilio.callBackNextBeforeAnswering();
        shop.everybody(people, "Text Wanted");
        outside.settle();
        assertThat(twilio.attempts()).isEqualTo(1);
        assertThat(states(people)).containsOnly("delivered");
        outside.advance("PT1H");
        assertThat(twilio.messages()).hasSize(1);
        assertThat(states(people)).containsOnly("delivered");
    }

    @Test
    void callbacksOutOfOrderAndRepeatedSayTheSame() {
        List<String> people = shop.people(1);
        shop.everybody(people, "Text Wanted");
        outside.settle();
        SentSms sent = twilio.messages().get(0);
        for (String status : List.of("delivered", "sent", "queued", "undelivered", "delivered", "failed", "sent")) {
            assertThat(twilio.callBack(sent, status, status.endsWith("ed") ? 30005 : null))
                    .isEqualTo(204);
        }
        assertThat(states(people)).containsOnly("delivered");
        assertThat(suppressed(shop.phones(people).get(0))).isFalse();
        assertThat(outside.decisions(people.get(0)))
                .extracting(decision -> decision.path("outcome").asText())
                .doesNotContain("failed");
    }

    @Test
    void aForgedCallbackChangesNothing() throws Exception {
        List<String> people = shop.people(1);
        twilio.holdCallbacks();
        shop.everybody(people, "Text Wanted");
        outside.settle();
        SentSms sent = twilio.messages().get(0);
        for (String signature : List.of("", "bm90IHR3aWxpbw==")) {
            assertThat(forged(sent.statusCallback(), signature, sent)).isEqualTo(403);
        }
        assertThat(states(people)).containsOnly("sent");
        assertThat(suppressed(sent.to())).isFalse();
    }

    private static int forged(URI address, String signature, SentSms sent) throws Exception {
        String form = "MessageSid=" + sent.sid() + "&MessageStatus=undelivered&ErrorCode=30006&To=%2B"
                + sent.to().substring(1);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-Twilio-Signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> states(List<String> people) {
        return people.stream()
                .map(who -> outside.contact(who).path("messages"))
                .peek(messages -> assertThat(messages).hasSize(1))
                .map(messages -> messages.get(0))
                .map((JsonNode message) -> message.path("state").asText())
                .toList();
    }

    private boolean suppressed(String number) {
        return db.sql("select exists (select from consent.suppression where address = ?)")
                .param(number)
                .query(Boolean.class)
                .single();
    }
}
