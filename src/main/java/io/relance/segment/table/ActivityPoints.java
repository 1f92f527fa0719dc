package io.relance.segment.table;

import io.relance.rules.FactType;
import io.relance.rules.PopulationTable;
import io.relance.segment.tally.Worth;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What activities are worth, by the table that is on now. */
@Component
class ActivityPoints implements Worth {

    private static final String DECISION = "activity_points";

    private final TableVersions versions;
    private volatile Known known = new Known(null, PopulationTable.EMPTY);

    ActivityPoints(TableVersions versions) {
        this.versions = versions;
    }

    private record Known(Long version, PopulationTable table) {}

    @Override
    public BigDecimal of(String activity) {
        return Ruling.points(table(), activity);
    }

    private PopulationTable table() {
        Long on = versions.on().get(TableFile.SCORE);
        Known before = known;
        if (on != null && !on.equals(before.version())) {
            byte[] dmn = versions.dmn(on).getBytes(StandardCharsets.UTF_8);
            before = new Known(on, PopulationTable.read(dmn, DECISION, path -> Optional.of(FactType.TEXT)));
            known = before;
        }
        return before.table();
    }
}
