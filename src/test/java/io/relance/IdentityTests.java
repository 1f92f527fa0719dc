package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.trial.TrialTest;
import io.relance.trial.TwilioStandIn;
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

/** Who is who, seen from outside: by what reaches whom, and by what the product says about them. */
@TrialTest
class IdentityTests {

    @LocalServerPort
    int port;

    @Autowired
    TwilioStandIn twilio;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
    }

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void twoUserIdsWithOneEmailStayTwoPeople() {
        Instant now = outside.settle();
        String email = "household@example.org";
        outside.send(List.of(
                Outside.identify(
                        "house-a", Map.of("email", email, "firstName", "Ada", "consents", Map.of("email", true))),
                Outside.identify(
                        "house-b", Map.of("email", email, "firstName", "Bob", "consents", Map.of("email", true))),
                cart("house-a", "Vase bleu", now),
                cart("house-b", "Tapis rouge", now)));
        outside.settle();
        List<JsonNode> mails = outside.mailbox(email);
        assertThat(mails).hasSize(2);
        assertThat(mails)
                .anySatisfy(mail ->
                        assertThat(text(mail)).contains("Ada", "Vase bleu").doesNotContain("Bob", "Tapis rouge"));
        assertThat(mails)
                .anySatisfy(mail ->
                        assertThat(text(mail)).contains("Bob", "Tapis rouge").doesNotContain("Ada", "Vase bleu"));
        assertThat(names(outside.contact("house-a"))).containsExactlyInAnyOrder("Consent Given", "Cart Abandoned");
        assertThat(names(outside.contact("house-b"))).containsExactlyInAnyOrder("Consent Given", "Cart Abandoned");
        assertThat(outside.contact("house-a").path("journeys")).hasSize(1);
        assertThat(outside.contact("house-b").path("journeys")).hasSize(1);
    }

    @Test
    void anAnonymousCartBelongsToItsPersonOnceTheySayWhoTheyAre() {
        Instant now = outside.settle();
        outside.send(List.of(Outside.anonymously(added("visitor-1", "Horloge", now))));
        outside.settle();
        outside.advance("PT10M");
        outside.send(List.of(both(
                Outside.identify("zoe", Map.of("email", "zoe@example.org", "consents", Map.of("email", true))),
                "visitor-1")));
        outside.settle();
        assertThat(names(outside.contact("zoe"))).containsExactlyInAnyOrder("Consent Given", "Product Added");
        assertThat(outside.mailbox("zoe@example.org")).isEmpty();

        outside.advance("PT51M");
        assertThat(outside.mailbox("zoe@example.org")).singleElement().satisfies(mail -> {
            assertThat(text(mail)).contains("Horloge");
            assertThat(Instant.parse(mail.path("at").asText())).isEqualTo(now.plusSeconds(3_600));
        });
        assertThat(names(outside.contact("zoe")))
                .containsExactlyInAnyOrder("Consent Given", "Product Added", "Cart Abandoned");
    }

    @Test
    void aMergeKeepsTimelineRunsAndTheStrictestConsent() {
        deployTour();
        Instant now = outside.settle();
        outside.send(List.of(
                Outside.identify(
                        "iris", Map.of("email", "iris@example.org", "consents", Map.of("email", true, "sms", true))),
                Outside.track("iris", "Catalogue Ordered", now, Map.of()),
                Outside.anonymously(Outside.track("visitor-2", "Tour Begun", now, Map.of("room", "hall"))),
                Outside.anonymously(Outside.track(
                        "visitor-2", "Consent Withdrawn", now, Map.of("channel", "email", "source", "banner")))));
        outside.settle();
        assertThat(outside.contact("iris").path("journeys")).isEmpty();
        assertThat(consent("iris", "email")).isEqualTo("granted");

        outside.send(List.of(both(Outside.identify("iris", Map.of("firstName", "Iris")), "visitor-2")));
        outside.settle();
        JsonNode iris = outside.contact("iris");
        assertThat(names(iris)).contains("Catalogue Ordered", "Tour Begun", "Consent Withdrawn");
        assertThat(consent("iris", "email")).isEqualTo("withdrawn");
        assertThat(consent("iris", "sms")).isEqualTo("granted");
        assertThat(iris.path("journeys")).singleElement().satisfies(run -> {
            assertThat(run.path("journey").asText()).isEqualTo("tour");
            assertThat(run.path("state").asText()).isEqualTo("active");
            assertThat(run.path("at").get(0).asText()).isEqualTo("seen");
        });

        outside.send(List.of(Outside.track("iris", "Room Seen", now, Map.of()), cart("iris", "Bol", now)));
        outside.settle();
        iris = outside.contact("iris");
        assertThat(names(iris)).contains("Tour Ended");
        assertThat(iris.path("journeys")).singleElement().satisfies(run -> {
            assertThat(run.path("outcome").asText()).isEqualTo("Tour ended");
            assertThat(run.path("state").asText()).isEqualTo("ended");
        });
        assertThat(outside.mailbox("iris@example.org")).isEmpty();
        assertThat(outside.decisions("iris"))
                .anySatisfy(
                        decision -> assertThat(decision.path("detail").asText()).contains("consent_withdrawn"));
    }

    @Test
    void stopFromANumberSilencesItForBothWhoHaveIt() {
        Instant now = outside.settle();
        String number = "+33639980077";
        for (String who : List.of("stop-a", "stop-b")) {
            outside.send(List.of(
                    Outside.identify(
                            who,
                            Map.of(
                                    "email",
                                    who + "@example.org",
                                    "phone",
                                    number,
                                    "consents",
                                    Map.of("email", true, "sms", true))),
                    dearCart(who, now)));
        }
        outside.settle();
        assertThat(outside.mailbox("stop-a@example.org")).hasSize(1);

        assertThat(twilio.receive(outside.address(), number, "STOP")).isEqualTo(200);
        outside.settle();
        outside.advance("P2D");
        for (String who : List.of("stop-a", "stop-b")) {
            assertThat(outside.mailbox(who + "@example.org"))
                    .as("written to instead")
                    .hasSize(2);
            assertThat(names(outside.contact(who))).contains("SMS Stopped");
        }
        assertThat(outside.mailbox(number)).isEmpty();

        outside.send(List.of(
                Outside.identify(
                        "stop-c",
                        Map.of(
                                "email",
                                "stop-c@example.org",
                                "phone",
                                number,
                                "consents",
                                Map.of("email", true, "sms", true))),
                dearCart("stop-c", outside.settle())));
        outside.advance("P2D");
        assertThat(outside.mailbox(number))
                .as("nor for whoever gets the number later")
                .isEmpty();
    }

    @Test
    void withoutStopTheSameCartsGetATextEach() {
        Instant now = outside.settle();
        String number = "+33639980078";
        for (String who : List.of("text-a", "text-b")) {
            outside.send(List.of(
                    Outside.identify(
                            who,
                            Map.of(
                                    "email",
                                    who + "@example.org",
                                    "phone",
                                    number,
                                    "consents",
                                    Map.of("email", true, "sms", true))),
                    dearCart(who, now)));
        }
        outside.advance("P1D");
        assertThat(outside.mailbox(number)).hasSize(2);
    }

    @Test
    void aStopThatNobodySignedChangesNothing() {
        HttpResponse<String> answer = outside.post("/channel/sms/inbound", "From=%2B33639980079&Body=STOP");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private void deployTour() {
        try (var source = getClass().getResourceAsStream("/diagrams/tour.bpmn")) {
            HttpResponse<String> answer = outside.deploy("analyst", "Tour", Map.of("tour.bpmn", source.readAllBytes()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String consent(String who, String channel) {
        return outside.contact(who).path("consents").path(channel).path("state").asText();
    }

    /** What they did, without the segments that put them into. */
    private static List<String> names(JsonNode contact) {
        List<String> names = new ArrayList<>();
        contact.path("timeline").forEach(moment -> names.add(moment.path("name").asText()));
        names.removeIf(name -> name.startsWith("Segment "));
        return names;
    }

    private static String text(JsonNode mail) {
        return mail.path("html").asText();
    }

    private static Map<String, Object> both(Map<String, Object> event, String visitor) {
        event.put("anonymousId", visitor);
        return event;
    }

    private static Map<String, Object> added(String who, String product, Instant at) {
        return Outside.track(
                who,
                "Product Added",
                at,
                Map.of("cart_id", "cart-of-" + who, "product_id", product, "name", product, "price", "40"));
    }

    private static Map<String, Object> cart(String who, String product, Instant at) {
        return cart(who, product, "40", at);
    }

    private static Map<String, Object> dearCart(String who, Instant at) {
        return cart(who, "Fauteuil", "200", at);
    }

    private static Map<String, Object> cart(String who, String product, String price, Instant at) {
        return Outside.track(
                who,
                "Cart Abandoned",
                at,
                Map.of(
                        "cart_id",
                        "cart-of-" + who,
                        "products",
                        List.of(Map.of("product_id", product, "name", product, "price", price))));
    }
}
