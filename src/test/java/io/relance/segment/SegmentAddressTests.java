package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the addresses of segments answer: members page by page, and to nonsense what they accept. */
@TrialTest
class SegmentAddressTests {

    @LocalServerPort
    int port;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        outside.settle();
    }

    @Test
    void membersComePageByPageEachOnceAndNobodyElse() {
        Instant now = outside.settle();
        outside.send(IntStream.range(0, 7)
                .mapToObj(i -> Outside.track(
                        "paged-" + i, "Order Completed", now, Map.of("order_id", "paged-" + i, "total", "20.00")))
                .toList());
        outside.send(List.of(Outside.track("paged-looks-only", "Product Viewed", now, Map.of("product_id", "lamp"))));
        outside.settle();

        List<String> members = new ArrayList<>();
        String next = "/api/segments/new_customers/members?size=3";
        while (!next.isEmpty()) {
            JsonNode page = outside.get(next);
            assertThat(page.path("members").size()).isLessThanOrEqualTo(3);
            page.path("members")
                    .forEach(member -> members.add(member.path("userId").asText()));
            next = page.path("next").asText("");
        }
        assertThat(members).doesNotHaveDuplicates();
        assertThat(members.stream().filter(member -> member.startsWith("paged-")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> "paged-" + i).toList());
        JsonNode all = outside.get("/api/segments");
        assertThat(all)
                .filteredOn(segment -> segment.path("name").asText().equals("new_customers"))
                .singleElement()
                .satisfies(segment -> assertThat(segment.path("count").asInt()).isEqualTo(members.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
            404 ~ /api/segments/nosuch/members              ~ No segment is called 'nosuch'; GET /api/segments lists them.
            400 ~ /api/segments/vip/members?size=0          ~ size is 0; it accepts 1 to 1000.
            400 ~ /api/segments/vip/members?size=1001       ~ size is 1001; it accepts 1 to 1000.
            400 ~ /api/segments/vip/members?after=abc       ~ after accepts a whole number, not 'abc'.
            404 ~ /api/segments/runs/999999                 ~ No run has the number 999999.
            400 ~ /api/segments/runs/abc                    ~ id accepts a whole number, not 'abc'.
            404 ~ /api/segments/plans/999999                ~ No plan has the number 999999.
            404 ~ /api/contacts/nobody/segments             ~ No contact has the userId 'nobody'.
            """)
    void nonsenseIsAnsweredWithWhatIsAccepted(int status, String address, String detail) {
        var answer = outside.as("analyst", "GET", address, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Outside.read(answer.body()).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void aPlanIsForNowAtTheEarliestAndCarriesNoLoad() {
        Instant now = outside.settle();
        JsonNode planned = plan(Map.of("name", "Letter Wanted", "at", "1999-01-01T00:00:00Z"), 202);
        assertThat(Instant.parse(planned.path("at").asText())).isEqualTo(now);

        Map<String, Object> load = Map.of("text", "x".repeat(5_000));
        assertThat(plan(Map.of("name", "Letter Wanted", "properties", load), 400)
                        .path("detail")
                        .asText())
                .isEqualTo("properties are too large; each member keeps a copy, of up to 4000 characters.");
        assertThat(plan(Map.of("name", " "), 400).path("detail").asText()).startsWith("name is missing");
        assertThat(plan(Map.of("name", "Letter Wanted", "at", "tomorrow"), 400)
                        .path("detail")
                        .asText())
                .isEqualTo("at is 'tomorrow'; it accepts a moment such as 2026-12-24T09:00:00Z.");
    }

    private JsonNode plan(Map<String, Object> plan, int status) {
        var answer = outside.as("analyst", "POST", "/api/segments/vip/activities", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Outside.read(answer.body());
    }
}
