package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A journey that gives: points, then a code of the offer {@code gift}, whose codes were brought by an analyst. */
@TrialTest
class LoyaltyJourneyTests {

    private static final Map<String, Object> THANKS = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: Merci\npreheader: Merci\n---\n<mj-section><mj-column><mj-text>Solde :"
                            + " {{ points.balance }}, {{ points.tier }}, encore {{ points.toNextTier }} jusqu'à"
                            + " {{ points.nextTier }}; {{ points.expiring }} jusqu'au {{ points.expiringAt | date_long }};"
                            + " code {{ coupon.code }}</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        assertThat(outside.as("analyst", "PUT", "/api/templates/review-thanks", THANKS)
                        .statusCode())
                .isEqualTo(200);
        outside.toAWednesday();
    }

    @AfterEach
    void takeBack() {
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void aReviewEarnsPointsThenAGiftAsLongAsThereAreCodes() {
        deploy(review("${trigger.stars}"));
        assertThat(outside.as("analyst", "POST", "/api/offers/gift/codes", List.of("CADEAU-1"))
                        .body())
                .contains("\"added\":1");
        reviews("loyal-1", 40);
        assertThat(run("loyal-1").path("outcome").asText()).isEqualTo("Too few points");
        outside.advance("P1D");
        reviews("loyal-1", 60);

        assertThat(run("loyal-1").path("outcome").asText()).isEqualTo("Gift sent");
        JsonNode loyal = outside.contact("loyal-1");
        assertThat(loyal.path("points").asLong()).isEqualTo(100);
        assertThat(loyal.path("tier").asText()).isEqualTo("Bronze");
        assertThat(outside.mailbox("loyal-1@example.org")).singleElement().satisfies(mail -> assertThat(
                        mail.path("text").asText())
                .contains("Solde : 100, Bronze, encore 500 jusqu'à Silver; 40 jusqu'au", "code CADEAU-1"));

        reviews("loyal-2", 100);
        assertThat(run("loyal-2").path("outcome").asText()).isEqualTo("No gift left");
        assertThat(outside.decisions("loyal-2"))
                .filteredOn(decision -> decision.path("outcome").asText().equals("skipped"))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.path("reason").asText()).isEqualTo("coupon_exhausted");
                    assertThat(decision.path("step").asText()).isEqualTo("gift");
                });
    }

    @Test
    void pointsThatAreNoNumberAreToldAndPassedBy() {
        deploy(review("${trigger.stars}"));
        reviews("loyal-3", "many");
        assertThat(run("loyal-3").path("outcome").asText()).isEqualTo("Too few points");
        assertThat(outside.decisions("loyal-3"))
                .extracting(decision -> decision.path("reason").asText(null))
                .contains("points_none");
        assertThat(outside.contact("loyal-3").path("points").asLong()).isZero();
    }

    @Test
    void aTierThatIsReachedStartsAJourney() {
        deploy(Drawn.set(
                Drawn.journey("silver", "Tier Reached")
                        .serviceTask("gift")
                        .camundaDelegateExpression("${grantPoints}")
                        .endEvent("over")
                        .name("Welcomed")
                        .done(),
                "gift",
                Map.of("points", "25")));
        Instant now = outside.settle();
        outside.send(List.of(
                Outside.identify("loyal-4", Map.of("email", "loyal-4@example.org")),
                Outside.track("loyal-4", "Order Completed", now, Map.of("order_id", "o1", "total", "500.00"))));
        outside.settle();
        assertThat(run("loyal-4").path("outcome").asText()).isEqualTo("Welcomed");
        assertThat(outside.contact("loyal-4").path("points").asLong()).isEqualTo(525);
        assertThat(outside.contact("loyal-4").path("tier").asText()).isEqualTo("Silver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1.5", "many", "1000000"})
    void aDiagramThatGivesNoWholeNumberIsRefused(String points) {
        assertThatThrownBy(() -> deploy(review(points)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("'" + points + "' is not a value of points");
    }

    private static BpmnModelInstance review(String points) {
        BpmnModelInstance diagram = Drawn.journey("review", "Review Written")
                .serviceTask("thank")
                .camundaDelegateExpression("${grantPoints}")
                .exclusiveGateway("enough")
                .name("Enough for a gift?")
                .condition("no", "${contact.points < 100 || contact.tier != 'Bronze'}")
                .endEvent("few")
                .name("Too few points")
                .moveToNode("enough")
                .condition("yes", "${contact.points >= 100}")
                .serviceTask("gift")
                .camundaDelegateExpression("${issueCoupon}")
                .exclusiveGateway("got")
                .name("Was a code left?")
                .condition("no", "${coupon.code == null}")
                .endEvent("none")
                .name("No gift left")
                .moveToNode("got")
                .condition("yes", "${coupon.code != null}")
                .serviceTask("write")
                .camundaDelegateExpression("${sendEmail}")
                .endEvent("sent")
                .name("Gift sent")
                .done();
        Drawn.set(diagram, "thank", Map.of("points", points, "reason", "${trigger.title}"));
        Drawn.set(diagram, "gift", Map.of("offer", "gift"));
        return Drawn.set(diagram, "write", Map.of("template", "review-thanks", "messageClass", "transactional"));
    }

    private void reviews(String who, Object stars) {
        outside.send(List.of(
                Outside.identify(who, Map.of("email", who + "@example.org", "language", "fr")),
                Outside.track(who, "Review Written", outside.settle(), Map.of("stars", stars, "title", "Merci !"))));
        outside.settle();
    }

    private JsonNode run(String who) {
        return outside.contact(who).path("journeys").get(0);
    }

    private void deploy(BpmnModelInstance journey) {
        deployed.add(repository
                .createDeployment()
                .addModelInstance("test.bpmn", journey)
                .deploy()
                .getId());
    }
}
