package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A table that is changed is counted first, then takes its place, and moves people without telling journeys. */
@TrialTest
class NewTableTests {

    private static final Path FILE = Path.of("processes/segments.dmn");

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    private Outside outside;
    private String original;

    @BeforeEach
    void begin() throws Exception {
        outside = new Outside(port);
        original = Files.readString(FILE);
    }

    @AfterEach
    void putTheTableBack() {
        deploy(original);
        outside.settle();
        outside.endEverything();
    }

    @Test
    void aNewVersionIsCountedThenSwitchedOnAndNobodyIsToldOf() {
        outside.send(List.of(Outside.track(
                "table-camille", "Order Completed", outside.settle(), Map.of("order_id", "table-1", "total", "300"))));
        outside.settle();
        assertThat(segments("table-camille")).doesNotContain("high_value");

        deploy(original.replace("&gt;= 500", "&gt;= 250"));
        outside.settle();

        JsonNode version = outside.get("/api/segments/tables").get(0);
        assertThat(version.path("table").asText()).isEqualTo("segments");
        assertThat(version.path("state").asText()).isEqualTo("on");
        assertThat(version.path("moves").path("high_value").path("enter").asInt())
                .isPositive();
        assertThat(version.path("moves").path("high_value").path("leave").asInt())
                .isZero();
        assertThat(segments("table-camille")).contains("high_value");
        assertThat(outside.contact("table-camille").path("timeline"))
                .filteredOn(each -> each.path("name").asText().equals("Segment Entered"))
                .extracting(each -> each.path("properties").path("segment").asText())
                .doesNotContain("high_value");
    }

    @Test
    void whatIsOutsideTheSubsetIsRefusedWithItsCell() {
        assertThat(refusal(original.replace("&gt;= 500", "abs(?) &gt; 500"))).contains("segments_high_value_4");
        assertThat(refusal(original.replace("orders.codeShare", "orders.codeshare")))
                .contains("orders.codeshare");
        assertThat(refusal(original.replace("\"lost\"", "\"rfm_lost\""))).contains("rfm_");
        assertThat(refusal(original.replace("orders.codeShare", "count.page_viewed.last51y")))
                .contains("count.page_viewed.last51y");
        assertThat(refusal(original.replace("hitPolicy=\"COLLECT\"", "hitPolicy=\"FIRST\"")))
                .contains("segments: has a hit policy under which other rules count; accepted: COLLECT");
    }

    private String refusal(String dmn) {
        try {
            deploy(dmn);
            return "not refused";
        } catch (ParseException refused) {
            return refused.getMessage();
        }
    }

    private void deploy(String dmn) {
        repository
                .createDeployment()
                .name("segments.dmn")
                .enableDuplicateFiltering(true)
                .addString("segments.dmn", new String(dmn.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .deploy();
    }

    private List<String> segments(String who) {
        return outside.contact(who).findValues("segments").stream()
                .flatMap(list -> java.util.stream.StreamSupport.stream(list.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }
}
