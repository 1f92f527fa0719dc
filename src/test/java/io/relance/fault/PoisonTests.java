package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What always fails stands alone with its reason; all beside it goes through, and once the cause is gone so does it. */
@TrialTest
class PoisonTests {

    private static final int BESIDE = 150;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Starts starts;

    private Outside outside;
    private FaultShop shop;

    @BeforeEach
    void openShop() {
        outside = new Outside(port);
        outside.settle();
        shop = new FaultShop(outside, starts);
    }

    @AfterEach
    void closeShop() {
        db.sql("drop trigger if exists poison on contact.activity").update();
        shop.close();
    }

    @Test
    void anEventThatCannotBeRecordedIsSetAsideAndCarriedOnceItCan() {
        List<String> people = shop.people(BESIDE);
        String bad = people.get(70);
        poison("new.name = 'Poison Tasted' and new.properties ->> 'of' = '" + bad + "'");
        shop.everybody(people, "Poison Tasted");
        outside.settle();

        assertThat(names(bad)).doesNotContain("Poison Tasted");
        people.stream().filter(who -> !who.equals(bad)).forEach(who -> assertThat(names(who))
                .contains("Poison Tasted"));
        assertThat(outside.list("/api/intake/rejected")).first().satisfies(event -> {
            assertThat(event.path("reason").asText()).startsWith("not_recorded: ");
            assertThat(event.path("body").asText()).contains("Poison Tasted", bad);
        });
        shop.everybody(List.of(bad), "Another Thing");
        outside.settle();
        assertThat(names(bad)).as("the person is not blocked").contains("Another Thing");

        retryRejected(1);
        outside.settle();
        assertThat(names(bad)).as("the cause is still there").doesNotContain("Poison Tasted");
        db.sql("drop trigger poison on contact.activity").update();
        retryRejected(1);
        outside.settle();
        assertThat(names(bad)).containsOnlyOnce("Poison Tasted");
        retryRejected(0);
    }

    @Test
    void aContactThatNoTemplateFitsIsSkippedWithTheReasonAndWrittenToOnceItDoes() {
        shop.publishMail("fault-name", "Bonjour", "Bonjour {{ contact.lastName }}");
        letter("fault-name");
        List<String> people = shop.people(BESIDE);
        String bad = people.get(30);
        outside.send(people.stream()
                .filter(who -> !who.equals(bad))
                .map(who -> Outside.identify(who, Map.of("lastName", "Exemple")))
                .toList());
        shop.everybody(people, "Letter Wanted");
        outside.settle();

        assertThat(written(people)).isEqualTo(BESIDE - 1);
        JsonNode skipped = message(bad);
        assertThat(skipped.path("state").asText()).isEqualTo("skipped");
        assertThat(skipped.path("reason").asText()).isEqualTo("content_missing_value");
        assertThat(outside.decisions(bad))
                .anySatisfy(
                        decision -> assertThat(decision.path("detail").asText()).contains("contact.lastName"));

        outside.send(List.of(Outside.identify(bad, Map.of("lastName", "Exemple"))));
        outside.settle();
        assertThat(retry(bad)).isEqualTo(202);
        assertThat(retry(bad)).as("it waits already").isEqualTo(409);
        outside.settle();
        assertThat(message(bad).path("state").asText()).isEqualTo("sent");
        assertThat(retry(bad)).as("it is sent").isEqualTo(409);
        assertThat(outside.mailbox(FaultShop.email(bad))).hasSize(1);
    }

    @Test
    void anAddressThatIsNoneHarmsNobodyElse() {
        shop.publishMail("fault-any", "Bonjour", "Bonjour");
        letter("fault-any");
        List<String> people = shop.people(BESIDE);
        String bad = people.get(99);
        db.sql("update contact.contact set email = 'not <an> address' where user_id = ?")
                .param(bad)
                .update();
        shop.everybody(people, "Letter Wanted");
        outside.settle();
        assertThat(written(people)).isEqualTo(BESIDE - 1);
        assertThat(message(bad).path("state").asText()).isIn("failed", "skipped");
        outside.advance("P2D");
        assertThat(outside.decisions(bad)).as("no second attempt").hasSize(3);
    }

    @Test
    void aTemplateThatAlwaysFailsStopsItsOwnMessagesOnlyUntilItIsMended() {
        shop.publishMail("fault-broken", "Bonjour", "{{ 5 | divided_by: trigger.zero }}");
        shop.publishMail("fault-any", "Bonjour", "Bonjour");
        shop.deploy(Sketch.journey("fault-broken", "Broken Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "fault-broken"))
                .ends("Over"));
        letter("fault-any");
        List<String> people = shop.people(40);
        List<String> broken = people.subList(0, 20);
        shop.everybody(broken, "Broken Wanted", Map.of("zero", 0));
        shop.everybody(people.subList(20, 40), "Letter Wanted");
        outside.settle();
        assertThat(written(broken)).isZero();
        assertThat(written(people)).isEqualTo(20);
        broken.forEach(who -> assertThat(message(who).path("reason").asText()).startsWith("content_"));

        shop.publishMail("fault-broken", "Bonjour", "Cinq");
        broken.forEach(who -> assertThat(retry(who)).isEqualTo(202));
        outside.settle();
        assertThat(written(people)).isEqualTo(40);
    }

    @Test
    void aRunThatCannotGoOnIsAnIncidentWithItsCauseAndGoesOnWhenCockpitSaysSo() {
        shop.deploy(Sketch.journey("fault-visit", "Visit Wanted", Map.of())
                .waits("minute", "PT1M")
                .waitsUntil("day", "${contact.appointment}")
                .ends("Visited"));
        List<String> people = shop.people(BESIDE);
        outside.send(people.stream()
                .map(who -> Outside.identify(who, Map.of("appointment", "2027-01-01T09:00:00Z")))
                .toList());
        String bad = people.get(10);
        outside.send(List.of(Outside.identify(bad, Map.of("appointment", "some day"))));
        shop.everybody(people, "Visit Wanted");
        outside.settle();
        outside.advance("PT1M");
        people.stream().filter(who -> !who.equals(bad)).forEach(who -> assertThat(at(who))
                .isEqualTo("day"));
        outside.advance("PT5H");

        List<JsonNode> incidents = outside.list("/engine-rest/incident?processDefinitionKeyIn=fault-visit");
        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.path("incidentType").asText()).isEqualTo("failedJob");
            assertThat(incident.path("incidentMessage").asText()).contains("some day");
        });
        outside.send(List.of(Outside.identify(bad, Map.of("appointment", "2027-01-02T09:00:00Z"))));
        outside.settle();
        assertThat(outside.as(
                                "admin",
                                "PUT",
                                "/engine-rest/job/"
                                        + incidents.get(0).path("configuration").asText() + "/retries",
                                Map.of("retries", 1))
                        .statusCode())
                .isEqualTo(204);
        outside.settle();
        assertThat(at(bad)).isEqualTo("day");
        assertThat(outside.list("/engine-rest/incident?processDefinitionKeyIn=fault-visit"))
                .isEmpty();
    }

    /** Everything that meets the condition cannot be written to the timeline. */
    private void poison(String condition) {
        db.sql(
                        """
                        create or replace function contact.poison() returns trigger language plpgsql as
                        $$ begin raise exception 'poison'; end $$""")
                .update();
        db.sql("create trigger poison before insert on contact.activity for each row when (" + condition
                        + ") execute function contact.poison()")
                .update();
    }

    private void letter(String template) {
        shop.deploy(Sketch.journey("fault-letter", "Letter Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", template))
                .ends("Over"));
    }

    private void retryRejected(int expected) {
        var answer = outside.as("analyst", "POST", "/api/intake/rejected/retry", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Outside.read(answer.body()).path("retried").asInt()).isEqualTo(expected);
    }

    private int retry(String who) {
        String id = message(who).path("id").asText();
        return outside.as("analyst", "POST", "/api/messages/" + id + "/retry", null)
                .statusCode();
    }

    private JsonNode message(String who) {
        JsonNode messages = outside.contact(who).path("messages");
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private String at(String who) {
        return outside.contact(who).path("journeys").get(0).path("at").get(0).asText();
    }

    private List<String> names(String who) {
        List<String> names = new ArrayList<>();
        outside.contact(who)
                .path("timeline")
                .forEach(activity -> names.add(activity.path("name").asText()));
        return names;
    }

    private long written(List<String> people) {
        List<String> emails = shop.emails(people);
        return outside.mailbox(null).stream()
                .filter(mail -> emails.contains(mail.path("to").asText()))
                .count();
    }
}
