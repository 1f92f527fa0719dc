package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.trial.TrialRun;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * However the clock is moved over ten days, in one call or in ten, the same happens at the same moments. The ten days
 * hold the night in which Paris goes over to summer time.
 */
class ClockTests {

    private static final Instant START = Instant.parse("2026-03-24T07:13:00Z");

    private static final Map<String, String> FIRST_CARTS = new TreeMap<>(Map.of(
            "callback", "350",
            "noanswer", "400",
            "write", "320",
            "idle", "500",
            "buyer", "80",
            "payfail", "85",
            "reactor", "90",
            "silent", "95"));

    private static final Map<String, String> LATER_CARTS =
            new TreeMap<>(Map.of("hybrid", "80", "cheap", "35", "texter", "180", "manual", "600"));

    private static final DateTimeFormatter ENGINE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    /** What there is to see of a run, one line for each thing, in order of the text. */
    private record Story(Collection<String> messages, Collection<String> tasks, Collection<String> people) {}

    @Test
    void tenDaysInOneCallAreTenCallsOfADay() {
        Story inOne = story(outside -> outside.advance("P10D"));
        Story inTen = story(outside -> {
            for (int day = 0; day < 10; day++) {
                outside.advance("P1D");
            }
        });
        assertThat(inTen.messages()).containsExactlyElementsOf(inOne.messages());
        assertThat(inTen.tasks()).containsExactlyElementsOf(inOne.tasks());
        assertThat(inTen.people()).containsExactlyElementsOf(inOne.people());
        tellsOfEveryPath(inOne);
    }

    /** Else two empty stories would be the same story. */
    private static void tellsOfEveryPath(Story story) {
        assertThat(story.messages())
                .contains(
                        "email texter@example.org 2026-03-25T10:13:00Z Votre panier vous attend chez Boutique Exemple",
                        "sms +33639980" + number("texter") + " 2026-03-26T09:13:00Z");
        assertThat(story.tasks())
                .as("nine o'clock in Paris, in summer time")
                .contains("callback@example.org Call the customer 2026-03-31T07:00:00Z 2026-04-02T07:00:00Z");
        assertThat(story.people())
                .anyMatch(line ->
                        line.startsWith("noanswer ran") && line.contains(" 2026-04-02T09:00:00Z Call withdrawn"))
                .anyMatch(
                        line -> line.startsWith("payfail ran") && line.contains(" 2026-04-01T09:13:00Z Help withdrawn"))
                .anyMatch(
                        line -> line.startsWith("reactor ran") && line.contains(" 2026-04-03T07:13:00Z Call withdrawn"))
                .anyMatch(line -> line.startsWith("buyer ran") && line.contains("Cart recovered"))
                .anyMatch(line -> line.startsWith("idle ran") && line.contains("Call withdrawn"))
                .anyMatch(line -> line.startsWith("write ran") && line.contains("Written to personally"))
                .anyMatch(line -> line.startsWith("silent decision") && line.contains("not_entered"));
    }

    private interface Move {
        void over(Outside outside);
    }

    private static Story story(Move tenDays) {
        try (TrialRun product = new TrialRun()) {
            Outside outside = new Outside(product.port());
            assertThat(outside.to(START)).isEqualTo(START);
            FIRST_CARTS.forEach((who, price) -> leaves(outside, who, price, START));
            Instant then = outside.advance("P1DT2H");
            meanwhile(outside, then);
            tenDays.over(outside);
            assertThat(outside.settle()).isEqualTo(Instant.parse("2026-04-04T09:13:00Z"));
            return new Story(messages(outside), tasks(outside), people(outside));
        }
    }

    /** What customers and advisors do a day later. */
    private static void meanwhile(Outside outside, Instant now) {
        completes(outside, "callback", Map.of("outcome", "call_back", "callBackOn", "2026-03-31"));
        completes(outside, "noanswer", Map.of("outcome", "no_answer"));
        completes(outside, "write", Map.of("outcome", "write"));
        outside.send(List.of(
                Outside.track("buyer", "Order Completed", now, Map.of("order_id", "o-1", "cart_id", "cart-buyer")),
                Outside.track("payfail", "Payment Failed", now, Map.of("cart_id", "cart-payfail")),
                Outside.track("reactor", "Product Viewed", now, Map.of("product_id", "lamp-reactor"))));
        LATER_CARTS.forEach((who, price) -> leaves(outside, who, price, now));
    }

    private static void leaves(Outside outside, String who, String price, Instant at) {
        boolean agrees = !who.equals("silent");
        outside.send(List.of(
                Outside.identify(
                        who,
                        Map.of(
                                "email",
                                who + "@example.org",
                                "phone",
                                "+33639980" + number(who),
                                "consents",
                                Map.of("email", agrees, "phone", true, "sms", who.equals("texter")))),
                Outside.track(
                        who,
                        "Product Added",
                        at,
                        Map.of(
                                "cart_id",
                                "cart-" + who,
                                "product_id",
                                "lamp-" + who,
                                "name",
                                "Lampe",
                                "price",
                                price))));
    }

    private static String number(String who) {
        List<String> all = Stream.concat(FIRST_CARTS.keySet().stream(), LATER_CARTS.keySet().stream())
                .toList();
        return String.valueOf(500 + all.indexOf(who));
    }

    private static void completes(Outside outside, String who, Map<String, String> answers) {
        List<String> open = outside.list("/engine-rest/task").stream()
                .filter(task -> whose(outside, task).equals(who + "@example.org"))
                .map(task -> task.path("id").asText())
                .toList();
        assertThat(open).as("the open task of " + who).hasSize(1);
        Map<String, Object> variables = new LinkedHashMap<>();
        answers.forEach((name, value) -> variables.put(name, Map.of("value", value, "type", "String")));
        HttpResponse<String> answer = outside.as(
                "advisor", "POST", "/engine-rest/task/" + open.get(0) + "/submit-form", Map.of("variables", variables));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String whose(Outside outside, JsonNode task) {
        String id = task.path("id").asText();
        return outside.get("/engine-rest/task/" + id + "/localVariables/customerEmail")
                .path("value")
                .asText();
    }

    private static Collection<String> messages(Outside outside) {
        List<String> lines = new ArrayList<>();
        outside.mailbox(null)
                .forEach(message -> lines.add((text(message, "channel", "to", "at") + " "
                                + message.path("subject").asText(""))
                        .strip()));
        return lines.stream()
                .map(line -> line.replaceAll(" null$", ""))
                .sorted()
                .toList();
    }

    private static Collection<String> tasks(Outside outside) {
        return outside.list("/engine-rest/task").stream()
                .map(task -> whose(outside, task) + " " + task.path("name").asText() + " " + moment(task, "created")
                        + " " + moment(task, "due"))
                .sorted()
                .toList();
    }

    private static Instant moment(JsonNode task, String field) {
        return OffsetDateTime.parse(task.path(field).asText(), ENGINE).toInstant();
    }

    private static Collection<String> people(Outside outside) {
        Collection<String> lines = new TreeSet<>();
        for (String who : everybody()) {
            JsonNode contact = outside.contact(who);
            contact.path("journeys")
                    .forEach(run -> lines.add(who + " ran "
                            + text(run, "journey", "key", "state", "enteredAt", "endedAt", "outcome", "at")));
            contact.path("timeline").forEach(moment -> lines.add(who + " did " + text(moment, "at", "name")));
            contact.path("messages")
                    .forEach(message -> lines.add(who + " message "
                            + text(message, "step", "template", "state", "reason", "queuedAt", "sentAt")));
            outside.decisions(who)
                    .forEach(decision ->
                            lines.add(who + " decision " + text(decision, "at", "step", "outcome", "reason")));
        }
        return lines;
    }

    private static List<String> everybody() {
        return Stream.concat(FIRST_CARTS.keySet().stream(), LATER_CARTS.keySet().stream())
                .toList();
    }

    private static String text(JsonNode node, String... fields) {
        List<String> values = new ArrayList<>();
        for (String field : fields) {
            JsonNode value = node.path(field);
            values.add(value.isValueNode() ? value.asText() : value.toString());
        }
        return String.join(" ", values);
    }
}
