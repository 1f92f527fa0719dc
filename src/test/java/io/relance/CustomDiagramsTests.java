package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an analyst draws and deploys by REST runs without a line of Java, beside what is there. */
@TrialTest
class CustomDiagramsTests {

    @LocalServerPort
    int port;

    @Autowired
    Starts starts;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        deployed.forEach(outside::undeploy);
        starts.forget();
    }

    @Test
    void aJourneyOnActivitiesOfItsOwnRunsAndStartsTheNext() {
        outside.as("analyst", "PUT", "/api/templates/quiz-thanks", BadDiagramsTests.QUIZ_THANKS);
        deploy(BadDiagramsTests.goodFiles());
        Instant now = outside.settle();
        outside.send(List.of(
                Outside.identify("quentin", Map.of("email", "quentin@example.org", "consents", Map.of("email", true))),
                Outside.track("quentin", "quiz taken", now, Map.of("score", "4")),
                Outside.track("quentin", "Question Answered", now, Map.of("right", false))));
        outside.settle();
        assertThat(outside.mailbox("quentin@example.org")).singleElement().satisfies(mail -> {
            assertThat(mail.path("subject").asText()).isEqualTo("Merci");
            assertThat(mail.path("text").asText()).contains("Score : 4");
        });
        assertThat(run("quentin", "quiz").path("at").get(0).asText())
                .as("a wrong answer wakes nobody")
                .isEqualTo("answered");

        outside.send(List.of(Outside.track("quentin", "Question Answered", now, Map.of("right", true))));
        outside.settle();
        assertThat(run("quentin", "quiz").path("at").get(0).asText()).isEqualTo("pause");
        assertThat(run("quentin", "quiz-prize").isMissingNode()).isTrue();

        outside.advance("PT1H");
        assertThat(run("quentin", "quiz").path("outcome").asText()).isEqualTo("Won");
        assertThat(run("quentin", "quiz").path("endedAt").asText())
                .isEqualTo(now.plusSeconds(3_600).toString());
        assertThat(run("quentin", "quiz-prize").path("at").get(0).asText()).isEqualTo("pack");
        JsonNode quentin = outside.contact("quentin");
        assertThat(quentin.path("traits").path("prize").asText()).isEqualTo("cup");
        assertThat(quentin.path("timeline").get(0).path("name").asText()).isEqualTo("Quiz Won");
        assertThat(quentin.path("timeline")
                        .get(0)
                        .path("properties")
                        .path("score")
                        .asText())
                .isEqualTo("4");

        outside.send(List.of(Outside.track("quentin", "Quiz Taken", outside.settle(), Map.of("score", "5"))));
        outside.settle();
        assertThat(outside.decisions("quentin").get(0).path("reason").asText()).startsWith("reentry_");
        assertThat(outside.mailbox("quentin@example.org")).hasSize(1);
    }

    @Test
    void whoDoesNotMeetTheConditionHearsWhy() {
        outside.as("analyst", "PUT", "/api/templates/quiz-thanks", BadDiagramsTests.QUIZ_THANKS);
        deploy(BadDiagramsTests.goodFiles());
        outside.send(List.of(Outside.track("remi", "Quiz Taken", outside.settle(), Map.of("score", "none"))));
        outside.settle();
        assertThat(outside.decisions("remi")).singleElement().satisfies(decision -> {
            assertThat(decision.path("journey").asText()).isEqualTo("quiz");
            assertThat(decision.path("reason").asText()).isEqualTo("condition_false");
            assertThat(decision.path("detail").asText()).contains("trigger.score was none");
        });
    }

    @Test
    void twoJourneysOnOneActivityRunEachUnderItsOwnRuleOfReentry() {
        deploy(Map.of("welcome-cart.bpmn", resource("welcome-cart.bpmn")));
        outside.send(List.of(
                Outside.identify("salome", Map.of("email", "salome@example.org", "consents", Map.of("email", true)))));
        abandons("salome", "one");
        assertThat(run("salome", "welcome-cart").path("outcome").asText()).isEqualTo("Noted");
        assertThat(run("salome", "abandoned-cart").path("state").asText()).isEqualTo("active");
        assertThat(outside.mailbox("salome@example.org")).hasSize(1);

        buys("salome", "one");
        assertThat(run("salome", "abandoned-cart").path("outcome").asText()).isEqualTo("Cart recovered");

        abandons("salome", "two");
        assertThat(runs("salome", "abandoned-cart")).as("again, after it ended").hasSize(2);
        assertThat(runs("salome", "welcome-cart")).as("once, and once only").hasSize(1);
        assertThat(outside.mailbox("salome@example.org")).hasSize(2);
        assertThat(outside.decisions("salome"))
                .filteredOn(decision -> decision.path("outcome").asText().equals("not_entered"))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.path("journey").asText()).isEqualTo("welcome-cart");
                    assertThat(decision.path("reason").asText()).isEqualTo("reentry_once");
                });
        assertThat(outside.contact("salome").path("traits").path("firstCart").asText())
                .isEqualTo("one");
    }

    private void abandons(String who, String cart) {
        outside.send(List.of(Outside.track(
                who,
                "Cart Abandoned",
                outside.settle(),
                Map.of(
                        "cart_id",
                        cart,
                        "second",
                        "yes",
                        "products",
                        List.of(Map.of("product_id", cart, "name", cart, "price", "40"))))));
        outside.advance("PT1M");
    }

    private void buys(String who, String cart) {
        outside.send(List.of(Outside.track(
                who, "Order Completed", outside.settle(), Map.of("order_id", "order-" + cart, "cart_id", cart))));
        outside.settle();
    }

    private JsonNode run(String who, String journey) {
        List<JsonNode> runs = runs(who, journey);
        return runs.isEmpty() ? outside.contact(who).path("nobody") : runs.get(0);
    }

    private List<JsonNode> runs(String who, String journey) {
        List<JsonNode> runs = new ArrayList<>();
        outside.contact(who).path("journeys").forEach(runs::add);
        runs.removeIf(run -> !run.path("journey").asText().equals(journey));
        return runs;
    }

    private void deploy(Map<String, byte[]> files) {
        HttpResponse<String> answer = outside.deploy("analyst", "A custom journey", files);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployed.add(Outside.read(answer.body()).path("id").asText());
    }

    private static byte[] resource(String name) {
        try (var source = CustomDiagramsTests.class.getResourceAsStream("/diagrams/" + name)) {
            return source.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
