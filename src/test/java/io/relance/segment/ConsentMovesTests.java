package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.segment.table.SegmentTables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever allows something else than before is where that puts them, whichever way it was told. */
class ConsentMovesTests extends ShippedTablesTest {

    @Autowired
    Consents consents;

    @Autowired
    SegmentTables tables;

    @Test
    void aFileOfConsentsMovesThoseItSpeaksOf() throws Exception {
        subscriber("consent-file", "email", Map.of());
        subscriber("consent-other", "email", Map.of());
        csv(
                "/api/consent/import",
                "userId,channel,state,at,source\nconsent-file,email,withdrawn,2026-03-02T08:59:00Z,form");
        work("segments");
        assertThat(segments("consent-file")).doesNotContain("passive_readers");
        assertThat(segments("consent-other")).contains("passive_readers");

        clock.advance(Duration.ofHours(1));
        csv(
                "/api/consent/import",
                "userId,channel,state,at,source,proof\nconsent-file,email,granted,2026-03-02T09:30:00Z,form,p1");
        work("segments");
        assertThat(segments("consent-file")).contains("passive_readers");
    }

    @Test
    void aLinkMovesWhoFollowsIt() {
        subscriber("consent-link", "email", Map.of());
        consents.withdraw(id("consent-link"), ConsentTopic.EMAIL, clock.instant(), "one_click", "message 1");
        work("segments");
        assertThat(segments("consent-link")).doesNotContain("passive_readers");
    }

    @Test
    void anOperatorsListMovesWhoHasItsNumbers() throws Exception {
        String shipped = Files.readString(Path.of("processes/segments.dmn"));
        on(shipped.replace("consent.email", "consent.sms"));
        try {
            subscriber("consent-stop", "sms", Map.of("phone", "+33 6 39 98 71 01"));
            csv("/api/consent/opt-outs", "number,at\n+33639987101,2026-03-02T08:59:00Z");
            work("segments");
            assertThat(segments("consent-stop")).doesNotContain("passive_readers");
        } finally {
            on(shipped);
        }
    }

    @Test
    void whereNoTableReadsConsentsNobodyIsLookedAt() throws Exception {
        String shipped = Files.readString(Path.of("processes/segments.dmn"));
        subscriber("consent-unread", "email", Map.of());
        on(shipped.replace("consent.email", "trait.mailing"));
        try {
            sql.sql("update segment.person set due_at = null where contact = ?")
                    .param(id("consent-unread").value())
                    .update();
            consents.withdraw(id("consent-unread"), ConsentTopic.EMAIL, clock.instant(), "one_click", "message 2");
            assertThat(sql.sql("select count(*) from segment.person where contact = ? and due_at is not null")
                            .param(id("consent-unread").value())
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            on(shipped);
        }
    }

    private void subscriber(String who, String channel, Map<String, Object> more) {
        Map<String, Object> traits = new java.util.HashMap<>(more);
        traits.put("createdAt", NOW.minus(Duration.ofDays(120)).toString());
        traits.put("consents", Map.of(channel, true));
        clock.set(NOW.minus(Duration.ofDays(1)));
        says(who, null, traits);
        clock.set(NOW);
        assertThat(segments(who)).contains("passive_readers");
    }

    private void on(String dmn) {
        byte[] bytes = dmn.getBytes(StandardCharsets.UTF_8);
        assertThat(tables.check("segments", bytes)).isEmpty();
        tables.deployed("segments", bytes);
        tables.switchOn(tables.latest().get(0), "test");
    }

    private void csv(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "text/csv")
                .header("Authorization", Outside.basic("admin"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
