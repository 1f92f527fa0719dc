package io.relance.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Browser;
import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A request that cannot be read is told what would be accepted, and nothing of how we are made. */
@RelanceTest
class RefusedRequestsTests {

    @LocalServerPort
    int port;

    @Autowired
    Timeline timeline;

    @Autowired
    Clock clock;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/rights/person?anonymousId=%00             | 400 | anonymousId accepts text without",
                "DELETE | /api/rights/person?anonymousId=%00             | 400 | anonymousId accepts text without",
                "GET    | /api/rights/person?userId=a%00b                | 400 | userId accepts text without",
                "GET    | /api/contacts/refused/decisions?journey=a%00b  | 400 | journey accepts text without",
                "GET    | /api/tracking/clicks?journey=a%00b             | 400 | journey accepts text without",
                "GET    | /api/rights?open=maybe    | 400 | open accepts true or false, not 'maybe'.",
                "GET    | /api/rights?limit=many    | 400 | limit accepts a whole number, not 'many'.",
                "POST   | /api/messages/one/retry   | 400 | id accepts a whole number, not 'one'.",
                "POST   | /api/messages/999/retry   | 404 | No message has the id 999.",
                "PUT    | /api/templates/greeting   | 400 | Failed to read request: the body accepts one JSON object",
            })
    void whatIsAcceptedIsNamed(String method, String path, int status, String detail) {
        timeline.receive(
                List.of(new Fact.Identified(new Fact.Who("refused", null), clock.instant(), Map.of(), "test", true)));

        HttpResponse<String> answer = new Browser(port).send(method, path, "", new String[] {
            "Content-Type", "application/json", "Authorization", Outside.basic("admin")
        });

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Outside.read(answer.body()).path("detail").asText()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource({"maybe, true or false", "2, true or false"})
    void aDryRunIsOneOrIsNone(String dryRun, String accepted) {
        HttpResponse<String> answer = new Browser(port)
                .send("POST", "/api/consent/import?dryRun=" + dryRun, "userId", new String[] {
                    "Content-Type", "text/csv", "Authorization", Outside.basic("admin")
                });

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("dryRun accepts " + accepted + ", not '" + dryRun + "'.");
    }
}
