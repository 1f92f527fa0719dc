package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whom a mail measures, seen from outside: what people allowed, what they got, what fetching it leaves behind, and what
 * it moves in a journey that waits for a click.
 */
@TrialTest
class MeasuringTests {

    private static final String READER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String APPLE = "Mozilla/5.0";

    @LocalServerPort
    int port;

    @Autowired
    Starts starts;

    private Outside outside;
    private String diagram;

    @BeforeEach
    void anOfferThatWaitsForAClick() {
        outside = new Outside(port);
        Map<String, String> mail = Map.of(
                "fr.mjml",
                """
                ---
                subject: Une offre
                preheader: Exemple
                ---
                <mj-section><mj-column><mj-text>
                <a href="{{ shop.url }}/one">Un</a> <a href="{{ shop.url }}/two">Deux</a>
                <a href="{{ shop.url }}/three">Trois</a>
                </mj-text></mj-column></mj-section>
                """);
        assertThat(outside.as("analyst", "PUT", "/api/templates/measured", Map.of("files", mail))
                        .statusCode())
                .isEqualTo(200);
        var answer = outside.deploy(
                "analyst", "measured", Map.of("measured.bpmn", DIAGRAM.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        diagram = Outside.read(answer.body()).path("id").asText();
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        outside.undeploy(diagram);
        starts.forget();
    }

    @Test
    void twoWhoWereNeverAskedGetTheSameMailByteByByte() {
        String first = html(wantsAnOffer("adele"));
        String second = html(wantsAnOffer("basile"));

        assertThat(first).contains("/c/").doesNotContain("/o/");
        assertThat(withoutWayOut(first)).isEqualTo(withoutWayOut(second));
        assertThat(text("adele")).isEqualTo(text("basile"));
    }

    @Test
    void whoAllowsItGetsLinksAndAPictureOfTheirOwn() {
        String first = html(wantsAnOffer("clea", "tracking_opens", "tracking_clicks"));
        String second = html(wantsAnOffer("denis", "tracking_opens", "tracking_clicks"));

        assertThat(first).contains("/o/").contains("/c/");
        assertThat(withoutWayOut(first)).isNotEqualTo(withoutWayOut(second));
        assertThat(links(first)).doesNotContainAnyElementsOf(links(second));
    }

    @Test
    void aClickOfSomebodyWhoWasNeverAskedCountsForTheStepAndMovesNobody() {
        String html = html(wantsAnOffer("elsa"));
        outside.advance("PT1M");
        long before = counted();

        assertThat(fetch(links(html).get(0), READER)).isEqualTo(302);
        outside.advance("PT10S");

        assertThat(names("elsa")).noneMatch(name -> name.contains("Link"));
        assertThat(at("elsa")).isEqualTo("which");
        assertThat(counted()).isEqualTo(before + 1);
    }

    @Test
    void aClickThatIsAllowedWakesTheJourney() {
        String html = html(wantsAnOffer("farid", "tracking_clicks"));
        outside.advance("PT1M");

        fetch(links(html).get(0), READER);
        outside.advance("PT10S");

        assertThat(names("farid")).contains("Email Link Clicked");
        assertThat(outcome("farid")).isEqualTo("Clicked");
    }

    @Test
    void aScannerThatFollowsEveryLinkTakesNoBranch() {
        String html = html(wantsAnOffer("gaelle", "tracking_clicks"));
        outside.advance("PT1M");

        links(html).forEach(link -> fetch(link, READER));
        outside.advance("PT10S");

        assertThat(names("gaelle")).contains("Email Link Prefetched").doesNotContain("Email Link Clicked");
        assertThat(at("gaelle")).isEqualTo("which");
    }

    @Test
    void applesPrefetchNeverWakesAJourneyThatWaitsForAClick() {
        String html = html(wantsAnOffer("hugo", "tracking_opens", "tracking_clicks"));
        outside.advance("PT1M");

        assertThat(fetch(pixel(html), APPLE)).isEqualTo(200);
        outside.advance("PT10S");

        assertThat(names("hugo")).contains("Email Prefetched").doesNotContain("Email Opened");
        assertThat(at("hugo")).isEqualTo("which");
    }

    @Test
    void anOpeningIsKeptAndDrivesNothing() {
        String html = html(wantsAnOffer("ines", "tracking_opens", "tracking_clicks"));
        outside.advance("PT1M");

        fetch(pixel(html), READER);
        fetch(pixel(html), READER);
        outside.advance("PT10S");

        assertThat(names("ines")).containsOnlyOnce("Email Opened");
        assertThat(at("ines")).isEqualTo("which");
        outside.advance("PT1H");
        assertThat(outcome("ines")).isEqualTo("Silent");
    }

    @Test
    void aWithdrawalSilencesMailsThatWereAlreadySent() {
        String html = html(wantsAnOffer("jules", "tracking_opens", "tracking_clicks"));
        outside.advance("PT1M");
        for (String topic : List.of("tracking_opens", "tracking_clicks")) {
            outside.send(List.of(Outside.track(
                    "jules", "Consent Withdrawn", outside.settle(), Map.of("channel", topic, "source", "test"))));
        }
        outside.settle();

        assertThat(fetch(pixel(html), READER)).isEqualTo(200);
        assertThat(fetch(links(html).get(0), READER)).isEqualTo(302);
        outside.advance("PT10S");

        assertThat(names("jules")).noneMatch(name -> name.startsWith("Email "));
        assertThat(at("jules")).isEqualTo("which");
    }

    private JsonNode wantsAnOffer(String who, String... allowed) {
        Map<String, Object> consents = new HashMap<>(Map.of("email", true));
        Stream.of(allowed).forEach(topic -> consents.put(topic, true));
        outside.send(List.of(
                Outside.identify(who, Map.of("email", who + "@example.org", "consents", consents)),
                Outside.track(who, "Measured Offer", outside.settle(), Map.of())));
        outside.settle();
        List<JsonNode> mails = outside.mailbox(who + "@example.org");
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private static String html(JsonNode mail) {
        return mail.path("html").asText();
    }

    private String text(String who) {
        String text = outside.mailbox(who + "@example.org").get(0).path("text").asText();
        return withoutWayOut(text);
    }

    /** The one address that must be each reader's own, by law. */
    private static String withoutWayOut(String content) {
        return content.replaceAll("/([up])/[\\w-]+", "/$1/TOKEN");
    }

    private static List<String> links(String html) {
        return Pattern.compile("href=\"(http[^\"]+/c/[^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String pixel(String html) {
        Matcher found = Pattern.compile("src=\"(http[^\"]+/o/[^\"]+\\.gif)\"").matcher(html);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static int fetch(String address, String agent) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("User-Agent", agent)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long counted() {
        JsonNode counts = Outside.read(outside.as("analyst", "GET", "/api/tracking/clicks?journey=measured", null)
                .body());
        return counts.isEmpty() ? 0 : counts.get(0).path("clicks").asLong();
    }

    private List<String> names(String who) {
        return outside.contact(who).path("timeline").findValuesAsText("name");
    }

    private String at(String who) {
        return outside.contact(who).path("journeys").get(0).path("at").get(0).asText();
    }

    private String outcome(String who) {
        return outside.contact(who).path("journeys").get(0).path("outcome").asText();
    }

    private static final String DIAGRAM =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://relance.test">
              <bpmn:message id="wanted" name="Measured Offer"/>
              <bpmn:message id="clicked" name="Email Link Clicked"/>
              <bpmn:process id="measured" name="Measured" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="wanted"/></bpmn:startEvent>
                <bpmn:serviceTask id="offer" camunda:delegateExpression="${sendEmail}">
                  <bpmn:extensionElements><camunda:properties>
                    <camunda:property name="template" value="measured"/>
                  </camunda:properties></bpmn:extensionElements>
                </bpmn:serviceTask>
                <bpmn:eventBasedGateway id="which"/>
                <bpmn:intermediateCatchEvent id="came">
                  <bpmn:messageEventDefinition messageRef="clicked"/>
                </bpmn:intermediateCatchEvent>
                <bpmn:intermediateCatchEvent id="late">
                  <bpmn:timerEventDefinition>
                    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration>
                  </bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="yes" name="Clicked"/>
                <bpmn:endEvent id="no" name="Silent"/>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="offer"/>
                <bpmn:sequenceFlow id="f2" sourceRef="offer" targetRef="which"/>
                <bpmn:sequenceFlow id="f3" sourceRef="which" targetRef="came"/>
                <bpmn:sequenceFlow id="f4" sourceRef="which" targetRef="late"/>
                <bpmn:sequenceFlow id="f5" sourceRef="came" targetRef="yes"/>
                <bpmn:sequenceFlow id="f6" sourceRef="late" targetRef="no"/>
              </bpmn:process>
            </bpmn:definitions>
            """;
}
