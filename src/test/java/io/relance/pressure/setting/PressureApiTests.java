package io.relance.pressure.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    void thereAreNoRulesUntilSomebodySetsThem() {
        JsonNode rules = outside().get("/api/pressure");
        assertThat(rules.path("caps")).isEmpty();
        assertThat(rules.path("hours")).isEmpty();
        assertThat(rules.path("changedBy").isNull()).isTrue();
    }

    @Test
    void anAdminChangesThemAndItIsKeptWhoDidWhen() throws Exception {
        assertThat(put("admin", RULES).statusCode()).isEqualTo(200);

        JsonNode rules = outside().get("/api/pressure");
        assertThat(rules.path("caps")).isEqualTo(json.readTree(RULES).path("caps"));
        assertThat(rules.path("hours")).isEqualTo(json.readTree(RULES).path("hours"));
        assertThat(rules.path("changedBy").asText()).isEqualTo("admin");
        assertThat(rules.path("changedAt").asText()).isNotEmpty();

        assertThat(put("admin", "{\"hours\": null}").statusCode()).isEqualTo(200);
        assertThat(outside().get("/api/pressure").path("caps")).isEmpty();
        assertThat(db.sql("select count(*) from pressure.setting where changed_by = 'admin'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatIsToldCanBePutBack() throws Exception {
        put("admin", RULES);
        assertThat(put("admin", outside().get("/api/pressure").toString()).statusCode())
                .isEqualTo(200);
        assertThat(outside().get("/api/pressure").path("caps")).hasSize(2);
    }

    @Test
    void anAnalystMayReadThemOnly() throws Exception {
        assertThat(put("analyst", RULES).statusCode()).isEqualTo(403);
        assertThat(outside().get("/api/pressure").path("caps")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the body accepts an object",
                "{} garbage | the body accepts one JSON object",
                "{\"caps\": [], \"caps\": []} | the body accepts one JSON object",
                "{\"caps\": [{\"channel\": \"phone\", \"count\": 1, \"per\": \"P1D\"}]} | caps[0].channel accepts",
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
                "{\"hours\": [{\"channel\": \"sms\", \"from\": \"08:00\", \"to\": \"12:00\"}, {\"channel\": \"sms\","
                        + " \"from\": \"14:00\", \"to\": \"20:00\"}]} | hours accepts one entry for a channel",
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
