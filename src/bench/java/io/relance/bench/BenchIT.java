package io.relance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every work of the benchmarks runs, at sizes at which its figures mean nothing; they are not looked at. */
class BenchIT {

    @Test
    void everyWorkRunsAndWritesItsFigures() throws IOException {
        Bench.run(Sizes.TINY, Set.of());

        JsonNode report =
                new ObjectMapper().readTree(Path.of("target/bench/report.json").toFile());
        List<String> keys = new ArrayList<>();
        report.path("works").fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactlyInAnyOrderElementsOf(Targets.keys());
        assertThat(report.path("works")).allMatch(JsonNode::isNumber);
        assertThat(report.path("mode").asText()).isEqualTo("tiny");
        assertThat(report.path("rows").path("w1").path("cpu_ms").path("runs")).hasSize(1);
    }
}
