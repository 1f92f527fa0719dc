package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.rules.FactType;
import io.relance.rules.PopulationTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of ranks as it is shipped: each of its 25 cells has one name, and it is the partition's. */
class RfmTableTests {

    private static final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static byte[] dmn;
    private static PopulationTable table;

    @BeforeAll
    static void read() throws IOException {
        dmn = Files.readAllBytes(Path.of("processes/rfm.dmn"));
        table = PopulationTable.read(dmn, "rfm", path -> Optional.of(FactType.NUMBER));
    }

    static Stream<Arguments> cells() {
        return IntStream.rangeClosed(1, 5).boxed().flatMap(r -> IntStream.rangeClosed(1, 5)
                .mapToObj(f -> Arguments.of(r, f)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyPairOfFifthsHasTheNameOfThePartition(int r, int f) {
        assertThat(names(r, f)).containsExactly(Partition.of(r, f));
        Map<String, Object> rfm = Map.of("rfm", Map.of("r", r, "f", f));
        assertThat(engine.evaluateDecision(engine.parseDecision("rfm", new ByteArrayInputStream(dmn)), rfm)
                        .getSingleResult()
                        .getEntry("segment")
                        .toString())
                .isEqualTo(Partition.of(r, f));
    }

    @Test
    void thereAreTenNames() {
        Set<String> names = new TreeSet<>();
        cells().map(Arguments::get).forEach(cell -> names.addAll(names((int) cell[0], (int) cell[1])));
        assertThat(names).hasSize(10);
    }

    @Test
    void whoDidNotBuyHasNone() {
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("rfm.r", null);
        nobody.put("rfm.f", null);
        assertThat(table.rules()).noneMatch(rule -> rule.hits(nobody));
    }

    private static List<String> names(int r, int f) {
        Map<String, Object> facts = Map.of("rfm.r", BigDecimal.valueOf(r), "rfm.f", BigDecimal.valueOf(f));
        return table.rules().stream()
                .filter(rule -> rule.hits(facts))
                .map(rule -> rule.answers().get("segment").toString())
                .toList();
    }
}
