package io.relance.pressure.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.GateRules;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop's own rules, as an admin sets and an analyst reads them. */
@TrialTest
class PressureApiTests {

    private static final String RULES =
            """
            {"caps": [{"channel": "email", "count": 2, "per": "P1D"}, {"channel": "email", "count": 6, "per": "P7D"}],
             "hours": [{"channel": "sms", "from": "08:00", "to": "20:00"}]}""";

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient db;

    @AfterEach
    void withoutRules() {
        db.sql("delete from pressure.setting").update();
    }

    @Test
    void untilSomebodySetsThemWhatIsUsualHolds() {
        JsonNode rules = outside().get("/api/pressure");
        assertThat(rules.path("caps")).hasSize(5);
        assertThat(rules.path("caps").path(0).toString())
                .isEqualTo("{\"channel\":\"email\",\"count\":2,\"per\":\"day\"}");
        assertThat(rules.path("hours")).hasSize(3);
        assertThat(rules.path("refusedCall").asText()).isEqualTo("P60D");
        assertThat(rules.path("changedBy").isNull()).isTrue();
        assertThat(rules.path("history")).isEmpty();
    }

    @Test
    void anAdminChangesThemAndItIsKeptWhoDidWhen() throws Exception {
        assertThat(put("admin", RULES).statusCode()).isEqualTo(200);

        JsonNode rules = outside().get("/api/pressure");
        assertThat(caps(rules)).startsWith("email 2 P1D", "email 6 P7D").hasSize(5);
        assertThat(rules.path("hours").path(0).path("from").asText()).isEqualTo("08:00");
        assertThat(rules.path("changedBy").asText()).isEqualTo("admin");
        assertThat(rules.path("changedAt").asText()).isNotEmpty();

        assertThat(put("admin", "{\"hours\": null, \"coldAfter\": null}").statusCode())
                .isEqualTo(200);
        rules = outside().get("/api/pressure");
        assertThat(rules.path("caps")).as("what is not said stays").hasSize(5);
        assertThat(rules.path("hours")).as("null is no rule").isEmpty();
        JsonNode history = rules.path("history");
        assertThat(history).hasSize(2);
        assertThat(history.path(0).path("by").asText()).isEqualTo("admin");
        assertThat(history.path(0).path("changed").path("coldAfter").toString())
                .isEqualTo("{\"from\":\"P180D\",\"to\":null}");
        assertThat(history.path(0).path("changed").has("caps")).isFalse();
        assertThat(history.path(1).path("changed").has("caps")).isTrue();
    }

    @Test
    void aChannelThatIsNotNamedKeepsItsRulesAndNullIsNone() throws Exception {
        put("admin", "{\"caps\": [{\"channel\": \"email\", \"count\": null, \"per\": \"day\"}]}");
        assertThat(caps(outside().get("/api/pressure"))).containsExactly("sms 1 P7D", "sms 3 P30D", "phone 4 P30D");

        put("admin", "{\"hours\": [{\"channel\": \"sms\", \"from\": null, \"to\": null}]}");
        JsonNode hours = outside().get("/api/pressure").path("hours");
        assertThat(hours)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.path("channel").asText()).isEqualTo("phone"));

        put("admin", "{\"caps\": []}");
        assertThat(outside().get("/api/pressure").path("caps")).isEmpty();
        assertThat(outside().get("/api/pressure").path("hours")).hasSize(2);
    }

    @Test
    void rulesFromBeforeCallsHadAnyLeaveTheUsualOnesOfCalls() {
        GateRules.set(db, "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"P1D\"}], \"hours\": []}");
        JsonNode rules = outside().get("/api/pressure");
        assertThat(caps(rules)).containsExactly("email 1 P1D", "sms 1 P7D", "sms 3 P30D", "phone 4 P30D");
        assertThat(rules.path("hours")).hasSize(3);
        assertThat(rules.path("coldAfter").asText()).isEqualTo("P180D");
    }

    private static List<String> caps(JsonNode rules) {
        List<String> caps = new ArrayList<>();
        rules.path("caps")
                .forEach(cap -> caps.add(cap.path("channel").asText() + " "
                        + cap.path("count").asInt() + " " + cap.path("per").asText()));
        return caps;
    }

    @Test
    void whatIsToldCanBePutBack() throws Exception {
        put("admin", RULES);
        assertThat(put("admin", outside().get("/api/pressure").toString()).statusCode())
                .isEqualTo(200);
        assertThat(outside().get("/api/pressure").path("caps")).hasSize(5);
    }

    @Test
    void anAnalystMayReadThemOnly() throws Exception {
        assertThat(put("analyst", RULES).statusCode()).isEqualTo(403);
        assertThat(outside().get("/api/pressure").path("changedBy").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the body accepts an object",
                "{} garbage | the body accepts one JSON object",
                "{\"caps\": [], \"caps\": []} | the body accepts one JSON object",
                "{\"caps\": [{\"channel\": \"push\", \"count\": 1, \"per\": \"P1D\"}]} | caps[0].channel accepts",
                "{\"hours\": [{\"channel\": \"sms\", \"country\": \"FR\", \"from\": \"07:00\", \"to\": \"20:00\"}]}"
                        + " | hours[0] accepts for SMS in France hours within 08:00 to 22:00",
                "{\"hours\": [{\"channel\": \"sms\", \"days\": [\"monday\"], \"from\": \"08:00\", \"to\": \"20:00\"}]}"
                        + " | hours[0].days[0] accepts mon,",
                "'' | the body accepts an object",
                "{ | the body accepts one JSON object, each word in it once; it is none at line 1, column 2.",
                "{\"caps\":[{\"channel\":\"email\",\"count\":2,\"per\":\"day\",\"segment\":\"a\\u0000b\"}]}"
                        + " | caps[0].segment accepts a segment's name",
                "{\"caps\":[{\"channel\":\"email\",\"count\":2,\"per\":\"day\",\"segment\":\"\\ud800x\"}]}"
                        + " | caps[0].segment accepts a segment's name",
                "{\"spread\": \"P2D\"} | spread accepts a length of time",
                "{\"keyDays\": \"yes\"} | keyDays accepts true or false",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"PT1S\"}]} | caps[0].per accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"P1M2W\"}]} | caps[0].per accepts",
                "{\"hours\": [{\"channel\": \"sms\", \"from\": \"08:00:30\", \"to\": \"20:00\"}]} | hours[0].from accepts",
                "{\"cap\": []} | the body, which has 'cap', accepts [caps,",
                "{\"caps\": 2} | caps accepts a list",
                "{\"caps\": [2]} | caps[0] accepts an object",
                "{\"caps\": [{\"channel\": \"post\", \"count\": 1, \"per\": \"P1D\"}]} | caps[0].channel accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": -1, \"per\": \"P1D\"}]} | caps[0].count accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": \"1\", \"per\": \"P1D\"}]} | caps[0].count accepts",
                "{\"caps\": [{\"channel\": \"email\", \"per\": \"P1D\"}]} | caps[0].count accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"P1M\"}]} | caps[0].per accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"P0D\"}]} | caps[0].per accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1, \"per\": \"P13W\"}]} | caps[0].per accepts",
                "{\"caps\": [{\"channel\": \"email\", \"count\": 1}]} | caps[0].per accepts",
                "{\"hours\": [{\"channel\": \"sms\", \"from\": \"8\", \"to\": \"20:00\"}]} | hours[0].from accepts",
                "{\"hours\": [{\"channel\": \"sms\", \"from\": \"08:00\", \"to\": \"24:00\"}]} | hours[0].to accepts",
                "{\"hours\": [{\"channel\": \"sms\", \"from\": \"08:00\", \"to\": \"08:00\"}]} | hours[0].to accepts",
            })
    void whatMakesNoSenseIsRefusedWithItsName(String rules, String detail) throws Exception {
        HttpResponse<String> answer = put("admin", rules);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("detail").asText()).startsWith("Nothing was changed: " + detail);
        assertThat(outside().get("/api/pressure").path("changedBy").isNull()).isTrue();
    }

    private HttpResponse<String> put(String user, String rules) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/pressure"))
                                .header("Authorization", Outside.basic(user))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(rules))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private Outside outside() {
        return new Outside(port);
    }
}
