package io.relance.segment.run;

import io.relance.segment.SegmentSettings;
import io.relance.segment.table.MissingSegments;
import io.relance.segment.table.SegmentNames;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.table.TableVersion;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A new version of a table, counted and then switched on. Before either everybody is put where the tables that are on
 * want them: whom time and orders have moved since the last ranking is told of, and not taken for whom the version moves.
 */
@Component
class TableChange {

    private static final Logger log = LoggerFactory.getLogger(TableChange.class);
    private static final int HALF = 50;
    private static final int WHOLE = 100;

    private final RunRows runs;
    private final SegmentTables tables;
    private final SegmentNames names;
    private final MissingSegments missing;
    private final Everybody everybody;
    private final SegmentSettings settings;
    private final Clock clock;

    TableChange(
            RunRows runs,
            SegmentTables tables,
            SegmentNames names,
            MissingSegments missing,
            Everybody everybody,
            SegmentSettings settings,
            Clock clock) {
        this.runs = runs;
        this.tables = tables;
        this.names = names;
        this.missing = missing;
        this.everybody = everybody;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who would enter and leave each segment that this version moves anybody into or out of. */
    Map<String, Object> count(Run run, Progress progress) {
        TableVersion version = version(run);
        everybody.reckon(true, progress.part(0, HALF));
        everybody.workOut(tables.with(version), progress.part(HALF, WHOLE));
        Map<String, Object> moves = new TreeMap<>();
        everybody.counts().forEach((id, counted) -> {
            if (counted[0] + counted[1] > 0) {
                moves.put(names.name(id), new TreeMap<>(Map.of("enter", counted[0], "leave", counted[1])));
            }
        });
        everybody.forget();
        tables.counted(version.id(), Told.json(moves));
        say(version, moves);
        if (settings.switchesOn()) {
            runs.ask(Run.Kind.SWITCH, version.id(), false, "content", clock.instant());
        }
        return moves;
    }

    private void say(TableVersion version, Map<String, Object> moves) {
        log.info(
                "version {} of the table {} would move: {}",
                version.id(),
                version.file().code(),
                Told.json(moves));
        missing.of(List.of(version))
                .getOrDefault(version.id(), Map.of())
                .forEach((segment, who) -> log.warn(
                        "version {} of the table {} names no segment '{}'; nobody will be in it where {} asks",
                        version.id(),
                        version.file().code(),
                        segment,
                        String.join("; ", who)));
    }

    /** Lets the version take its place; what a node left in the middle goes on from there. Answers how many it moved. */
    long switchOn(Run run, Progress progress) {
        long moved = everybody.reckon(true, progress.part(0, HALF));
        TableVersion version = version(run);
        if (version.state().equals("on")) {
            return moved;
        }
        if (run.telling()) {
            tables.switchOn(version, run.askedBy());
        } else {
            tables.switchOnQuietly(version, run.askedBy());
        }
        return everybody.reckon(true, progress.part(HALF, WHOLE));
    }

    private TableVersion version(Run run) {
        return tables.find(run.version()).orElseThrow();
    }
}
