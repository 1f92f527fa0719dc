package io.relance.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.GateRules;
import io.relance.Outside;
import io.relance.journey.Drawn;
import io.relance.trial.TrialTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gate as shops and analysts meet it: events in, messages and decisions out, and what it answers when tried. */
@TrialTest
class MaySpeakTests {

    private static final String MOMENT =
            "accepts an instant such as 2026-03-02T09:00:00Z, from 2000-01-01 to 2100-01-01";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;
    private String camille;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        camille = "speak-" + NUMBERS.incrementAndGet();
        outside.as(
                "analyst",
                "PUT",
                "/api/templates/speak-mail",
                Map.of(
                        "files",
                        Map.of(
                                "fr.mjml",
                                "---\nsubject: \"{{ trigger.of }}\"\npreheader: Exemple\n---\n<mj-section><mj-column>"
                                        + "<mj-text>Bonjour</mj-text></mj-column></mj-section>\n",
                                "fr.sms.liquid",
                                "Bonjour. STOP au 36000")));
        agrees(Map.of());
    }

    @AfterEach
    void close() {
        GateRules.usual(db);
        deployed.forEach(outside::undeploy);
    }

    @ParameterizedTest(name = "{0} in {1} at {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "sms,   75011, 2026-03-07T18:59:00Z, -", // a Saturday, 19:59 in Paris
                "sms,   75011, 2026-03-07T19:00:00Z, 2026-03-09T07:00:00Z",
                "sms,   75011, 2026-07-14T10:00:00Z, 2026-07-15T06:00:00Z",
                "sms,   97400, 2026-03-07T15:59:00Z, -", // 19:59 at La Réunion
                "sms,   97400, 2026-03-07T16:00:00Z, 2026-03-09T04:00:00Z",
                "sms,   75011, 2026-03-28T20:00:00Z, 2026-03-30T06:00:00Z", // clocks go forward
                "sms,   75011, 2026-10-24T20:00:00Z, 2026-10-26T07:00:00Z", // and back
                "sms,   75011, 2028-02-29T06:59:59Z, 2028-02-29T07:00:00Z",
                "sms,   67000, 2026-12-26T10:00:00Z, 2026-12-28T07:00:00Z",
                "phone, 75011, 2026-03-02T12:00:00Z, 2026-03-02T13:00:00Z", // lunch
                "email, 75011, 2026-03-08T02:00:00Z, -",
            })
    void whenTriedTheGateNamesTheFirstMomentAtWhichItMay(String channel, String postalCode, Instant at, Instant next) {
        agrees(Map.of("address", Map.of("country", "FR", "postalCode", postalCode)));
        JsonNode answer = tried(Map.of("channel", channel, "class", "marketing", "at", at.toString()));

        assertThat(answer.path("allowed").asBoolean()).isEqualTo(next == null);
        assertThat(answer.path("next").asText()).isEqualTo((next == null ? at : next).toString());
        assertThat(answer.path("policies")).hasSize(9);
        answer.path("policies").forEach(policy -> {
            boolean quiet = policy.path("code").asText().equals("quiet_hours") && next != null;
            assertThat(policy.path("allowed").asBoolean()).as("%s", policy).isEqualTo(!quiet);
            assertThat(policy.path("detail").isNull()).isEqualTo(!quiet);
        });
        assertThat(slots()).as("it reserves nothing").isZero();
    }

    @Test
    void aTryThatMakesNoSenseIsRefusedWithWhatIsAccepted() {
        Map<String, Object> right = Map.of("contact", camille, "channel", "sms", "class", "marketing");
        assertThat(status(with(right, "contact", "nobody"))).isEqualTo(404);
        assertThat(detail(with(right, "channel", "push")))
                .isEqualTo("channel accepts email, sms or phone, not 'push'.");
        assertThat(detail(with(right, "class", "news")))
                .isEqualTo("class accepts marketing or transactional, not 'news'.");
        assertThat(detail(with(right, "at", "tomorrow"))).isEqualTo("at " + MOMENT + ", not 'tomorrow'.");
        assertThat(detail(with(right, "journey", "none"))).contains("the id of a journey that is deployed");
        assertThat(detail(with(right, "contact", 7))).isEqualTo("contact accepts the userId of a contact.");
        assertThat(status(right)).isEqualTo(200);
        assertThat(outside.as("advisor", "POST", "/api/pressure/try", right).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contact | a\\u0000b | contact accepts the userId of a contact, without the character NUL.",
                "journey | a\\u0000b | journey accepts the id of a journey, without the character NUL.",
                "at | -999999999-01-01T00:00:00Z  | at " + MOMENT,
                "at | +999999999-12-31T00:00:00Z  | at " + MOMENT,
                "at | -1000000000-01-01T00:00:00Z | at " + MOMENT,
                "at | +1000000000-12-31T00:00:00Z | at " + MOMENT,
                "at | 1999-12-31T23:59:59Z        | at " + MOMENT,
                "at | 2100-01-01T00:00:01Z        | at " + MOMENT,
                "bogus | 5 | the body, which has 'bogus', accepts one JSON object such as",
            })
    void aTryWithWhatCannotBeAskedIsRefused(String name, String value, String detail) {
        Map<String, Object> right = Map.of("contact", camille, "channel", "sms", "class", "marketing");
        Object said = value.replace("\\u0000", "\0");

        assertThat(status(with(right, name, said))).isEqualTo(400);
        assertThat(detail(with(right, name, said))).startsWith(detail);
    }

    @Test
    void aTryThatIsNoObjectIsToldWhatOneLooksLike() {
        assertThat(detail(null)).startsWith("the body accepts one JSON object such as {");
    }

    @Test
    void theLastSlotWaitsForTheStrongerAndTheLoserSaysToWhom() {
        rules("{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"day\"}]}");
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of());
        deploy("speak-key", "Key Wanted", Map.of("journeyClass", "key"), Map.of());
        does("Usual Wanted");
        assertThat(state()).isEqualTo("held priority_hold_back");
        outside.advance("PT5M");
        does("Key Wanted");
        outside.advance("PT6M");
        assertThat(subjects()).isEmpty();
        assertThat(state("speak-standard")).isEqualTo("held priority_outranked");
        outside.advance("PT5M");
        assertThat(subjects()).containsExactly("Key Wanted");

        JsonNode lost = decisions("fr").stream()
                .filter(decision -> decision.path("reason").asText().equals("priority_outranked"))
                .findFirst()
                .orElseThrow();
        assertThat(lost.path("detail").asText())
                .startsWith("Un message plus important prend la place\u00a0: speak-key.");
        assertThat(lost.path("inputs").path("competing").path(0).path("journey").asText())
                .isEqualTo("speak-key");
        assertThat(lost.path("inputs").path("priority").asInt()).isEqualTo(50);
        assertThat(Instant.parse(lost.path("next").asText())).isAfter(outside.settle());
        outside.advance("P1D");
        assertThat(subjects()).containsExactly("Key Wanted", "Usual Wanted");
    }

    @Test
    void theLoserIsSkippedWhereItsStepDoesNotWait() {
        rules("{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"day\"}]}");
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of("whenHeld", "skip"));
        deploy("speak-key", "Key Wanted", Map.of("journeyClass", "key", "intent", "high"), Map.of());
        does("Usual Wanted");
        does("Key Wanted");
        assertThat(subjects()).as("the strongest waits for nobody").containsExactly("Key Wanted");
        outside.advance("PT11M");
        assertThat(state("speak-standard")).isEqualTo("skipped priority_outranked");
    }

    @Test
    void aNewsletterPausesOnTheDayOfAKeyJourney() {
        deploy("speak-news", "News Wanted", Map.of("journeyClass", "newsletter"), Map.of());
        deploy("speak-key", "Key Wanted", Map.of("journeyClass", "key", "intent", "high"), Map.of());
        does("Key Wanted");
        does("News Wanted");
        assertThat(state("speak-news")).isEqualTo("held priority_key_day");
        outside.advance("P1D");
        assertThat(subjects()).containsExactly("Key Wanted", "News Wanted");
    }

    @Test
    void everyDecisionIsToldInFrenchAndNoneInTheMomentsOfMachines() {
        deploy("speak-once", "Once Wanted", Map.of("reentry", "P30D"), Map.of());
        deploy(
                "speak-if",
                "If Wanted",
                Map.of("onlyIf", "${contact.mayReceive('sms') && trigger.of != null}"),
                Map.of());
        does("Once Wanted");
        outside.advance("PT1M");
        does("Once Wanted");
        outside.send(List.of(Outside.identify(camille, Map.of("consents", Map.of("sms", false)))));
        does("If Wanted");
        rules("{\"hours\": [{\"channel\": \"email\", \"from\": \"03:00\", \"to\": \"03:30\"}]}");
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of());
        does("Usual Wanted");

        List<String> french = decisions("fr").stream()
                .map(decision -> decision.path("detail").asText())
                .filter(detail -> !detail.equals("null"))
                .toList();
        assertThat(french)
                .anyMatch(detail -> detail.startsWith("Entrée dans «\u00a0"))
                .anyMatch(detail -> detail.startsWith("Fin du parcours\u00a0: "))
                .anyMatch(detail -> detail.startsWith("Le contact était dans ce parcours le ")
                        && detail.endsWith("\u202f; on y entre de nouveau après P30D."))
                .anyMatch(detail -> detail.matches(
                        "Rien ne part par e-mail à cette heure.* Celui-ci attend jusqu’au (dimanche|[a-z]+di)"
                                + " \\d+(er)? \\S+ \\d{4} à 03:\\d\\d\\."))
                .noneMatch(detail -> detail.matches(".*(\\d{4}-\\d\\d-\\d\\d|Entered|ended|was |waits|Only if).*"));
        JsonNode unlike = decisions("fr").stream()
                .filter(decision -> decision.path("reason").asText().equals("condition_false"))
                .findFirst()
                .orElseThrow();
        assertThat(unlike.path("detail").asText())
                .startsWith("Seulement si ${contact.mayReceive('sms')")
                .contains("contact.mayReceive('sms') valait false (consent_withdrawn\u00a0: La personne ");
        assertThat(unlike.path("inputs").path("source").asText()).isEqualTo("api");
        assertThat(decisions("fr").stream()
                        .filter(decision -> decision.path("reason").asText().equals("reentry_period"))
                        .map(decision -> Instant.parse(decision.path("next").asText())))
                .singleElement()
                .satisfies(next -> assertThat(next).isAfter(outside.settle()));
    }

    @Test
    void whileACaseIsOpenMarketingWaitsUntilItIsSolved() {
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of());
        send("Support Requested", Map.of("ticket_id", "a"));
        does("Usual Wanted");
        assertThat(state()).isEqualTo("held open_case");
        outside.advance("PT72H");
        send("Support Solved", Map.of("ticket_id", "another"));
        assertThat(subjects()).isEmpty();
        send("Support Solved", Map.of("ticket_id", "a"));
        assertThat(subjects()).containsExactly("Usual Wanted");
    }

    @Test
    void aSolvedCaseWithANameEndsOneThatHadNone() {
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of());
        send("Support Requested", Map.of());
        does("Usual Wanted");
        assertThat(state()).isEqualTo("held open_case");
        send("Support Solved", Map.of("ticket_id", "seven"));
        assertThat(subjects()).containsExactly("Usual Wanted");
    }

    @Test
    void whoHasDoneNothingForLongGetsNoNewsletter() {
        deploy("speak-news", "News Wanted", Map.of("journeyClass", "newsletter"), Map.of());
        db.sql("update contact.contact set created_at = created_at - interval '1 year' where user_id = ?")
                .param(camille)
                .update();
        db.sql("update contact.activity set at = at - interval '1 year' where contact_id ="
                        + " (select id from contact.contact where user_id = ?)")
                .param(camille)
                .update();
        JsonNode cold = tried(Map.of("channel", "email", "class", "marketing", "journey", "speak-news"));
        assertThat(cold.path("allowed").asBoolean()).isFalse();
        assertThat(cold.path("next").isNull()).isTrue();
        assertThat(tried(Map.of("channel", "email", "class", "marketing"))
                        .path("allowed")
                        .asBoolean())
                .isTrue();
        send("Page Viewed", Map.of());
        assertThat(tried(Map.of("channel", "email", "class", "marketing", "journey", "speak-news"))
                        .path("allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRefusedCallSilencesCallsForSixtyDays() {
        send("Call Refused", Map.of());
        JsonNode answer = tried(Map.of("channel", "phone", "class", "marketing"));
        JsonNode cap = answer.path("policies").path(5);
        assertThat(cap.path("reason").asText()).isEqualTo("cap_refused_call");
        assertThat(cap.path("detailFr").asText()).startsWith("La personne a refusé d’être appelée");
        assertThat(Instant.parse(answer.path("next").asText()))
                .isAfterOrEqualTo(outside.settle().plusSeconds(60L * 24 * 3600 - 1));
    }

    @Test
    void whatIsHeldLeavesLittleByLittleTheStrongestFirst() {
        rules("{\"hours\": [{\"channel\": \"email\", \"from\": \"20:00\", \"to\": \"22:00\"}]}");
        deploy("speak-standard", "Usual Wanted", Map.of(), Map.of());
        deploy("speak-low", "Low Wanted", Map.of("journeyClass", "low"), Map.of());
        does("Low Wanted");
        does("Usual Wanted");
        JsonNode messages = outside.contact(camille).path("messages");
        assertThat(messages).hasSize(2);
        List<Instant> due = db.sql("select due_at from message.outbox o join message.message m"
                        + " on m.id = o.id and m.queued_at = o.queued_at where m.contact ="
                        + " (select id from contact.contact where user_id = ?) order by m.id")
                .param(camille)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
        assertThat(due.get(1)).as("the stronger leaves first").isBefore(due.get(0));
        Instant opens = due.get(0)
                .atZone(ZoneId.of("Europe/Paris"))
                .withHour(20)
                .withMinute(0)
                .withSecond(0)
                .withNano(0)
                .toInstant();
        assertThat(due).allSatisfy(moment -> assertThat(moment).isBetween(opens, opens.plusSeconds(15 * 60)));
        outside.to(opens.plusSeconds(15 * 60));
        assertThat(subjects()).containsExactly("Usual Wanted", "Low Wanted");
    }

    private void agrees(Map<String, Object> more) {
        Map<String, Object> traits = new HashMap<>(more);
        traits.put("email", camille + "@example.org");
        traits.put("phone", "+33639985%03d".formatted(NUMBERS.get()));
        traits.put("consents", Map.of("email", true, "sms", true, "phone", true));
        outside.send(List.of(Outside.identify(camille, traits)));
        outside.settle();
    }

    private void does(String activity) {
        send(activity, Map.of("of", activity));
    }

    private void send(String activity, Map<String, Object> properties) {
        outside.send(List.of(Outside.track(camille, activity, outside.settle(), properties)));
        outside.settle();
    }

    private void rules(String rules) {
        assertThat(outside.as("admin", "PUT", "/api/pressure", Outside.read(rules))
                        .statusCode())
                .isEqualTo(200);
    }

    private void deploy(String id, String activity, Map<String, String> start, Map<String, String> step) {
        BpmnModelInstance diagram = Drawn.journey(id, activity)
                .serviceTask("write")
                .camundaDelegateExpression("${sendEmail}")
                .endEvent("over")
                .name("Over")
                .done();
        Drawn.set(diagram, "start", start);
        Map<String, String> properties = new HashMap<>(step);
        properties.put("template", "speak-mail");
        Drawn.set(diagram, "write", properties);
        var answer = outside.deploy(
                "analyst",
                id,
                Map.of(id + ".bpmn", Bpmn.convertToString(diagram).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployed.add(Outside.read(answer.body()).path("id").asText());
    }

    private JsonNode tried(Map<String, Object> asked) {
        Map<String, Object> body = new HashMap<>(asked);
        body.put("contact", camille);
        var answer = outside.as("analyst", "POST", "/api/pressure/try", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Outside.read(answer.body());
    }

    private int status(Map<String, Object> asked) {
        return outside.as("analyst", "POST", "/api/pressure/try", asked).statusCode();
    }

    private String detail(Map<String, Object> asked) {
        return Outside.read(outside.as("analyst", "POST", "/api/pressure/try", asked)
                        .body())
                .path("detail")
                .asText();
    }

    private static Map<String, Object> with(Map<String, Object> right, String name, Object value) {
        Map<String, Object> wrong = new HashMap<>(right);
        wrong.put(name, value);
        return wrong;
    }

    private String state() {
        return state(null);
    }

    /** The state and reason of the latest message, of one journey's or of all. */
    private String state(String journey) {
        for (JsonNode message : outside.contact(camille).path("messages")) {
            if (journey == null || journey.equals(message.path("journey").asText())) {
                return message.path("state").asText() + " "
                        + message.path("reason").asText();
            }
        }
        return null;
    }

    private List<String> subjects() {
        return outside.mailbox(camille + "@example.org").stream()
                .map(mail -> mail.path("subject").asText())
                .toList();
    }

    private List<JsonNode> decisions(String language) {
        HttpRequest request = HttpRequest.newBuilder(
                        outside.address().resolve("/api/contacts/" + camille + "/decisions"))
                .header("Authorization", Outside.basic("analyst"))
                .header("Accept-Language", language)
                .build();
        List<JsonNode> decisions = new ArrayList<>();
        Outside.read(HttpClient.newHttpClient()
                        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .join()
                        .body())
                .forEach(decisions::add);
        return decisions;
    }

    private long slots() {
        return db.sql("select count(*) from pressure.permit where contact_id ="
                        + " (select id from contact.contact where user_id = ?)")
                .param(camille)
                .query(Long.class)
                .single();
    }
}
