package io.relance.segment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.relance.segment.run.Run;
import io.relance.segment.run.Runs;
import io.relance.segment.table.MissingSegments;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.table.TableVersion;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The tables' versions and the work over everybody, over HTTP. */
@RestController
@RequestMapping("/api/segments")
class RunController {

    private static final int LATEST = 50;

    private final Runs runs;
    private final SegmentTables tables;
    private final MissingSegments missing;

    RunController(Runs runs, SegmentTables tables, MissingSegments missing) {
        this.runs = runs;
        this.tables = tables;
        this.missing = missing;
    }

    /** @param percent of the whole, in hundredths */
    record Shown(
            long id,
            String kind,
            Long version,
            String state,
            String stage,
            int percent,
            Instant askedAt,
            String askedBy,
            Instant startedAt,
            Instant endedAt,
            @JsonRawValue String result) {

        static Shown of(Run run) {
            int percent = run.state().equals("done") ? 100 : run.of() == 0 ? 0 : (int) (100 * run.done() / run.of());
            return new Shown(
                    run.id(),
                    run.kind().code(),
                    run.version(),
                    run.state(),
                    run.stage(),
                    percent,
                    run.askedAt(),
                    run.askedBy(),
                    run.startedAt(),
                    run.endedAt(),
                    run.result());
        }
    }

    /** @param missing segments that somebody asks for and it does not name, each with who asks */
    record ShownVersion(
            long id,
            String table,
            String state,
            Instant at,
            Instant onAt,
            String onBy,
            @JsonRawValue String moves,
            Map<String, Set<String>> missing) {

        static ShownVersion of(TableVersion version, Map<String, Set<String>> missing) {
            return new ShownVersion(
                    version.id(),
                    version.file().code(),
                    version.state(),
                    version.at(),
                    version.onAt(),
                    version.onBy(),
                    version.counts(),
                    missing);
        }
    }

    record SwitchOn(boolean startJourneys) {}

    @GetMapping("/runs")
    List<Shown> latest() {
        return runs.latest(LATEST).stream().map(Shown::of).toList();
    }

    @GetMapping("/runs/{id}")
    Shown run(@PathVariable("id") long id) {
        return runs.find(id).map(Shown::of).orElseThrow(() -> unknown("run", id));
    }

    @GetMapping("/tables")
    List<ShownVersion> versions() {
        List<TableVersion> latest = tables.latest();
        Map<Long, Map<String, Set<String>>> lacking = missing.of(latest);
        return latest.stream()
                .map(version -> ShownVersion.of(version, lacking.getOrDefault(version.id(), Map.of())))
                .toList();
    }

    @PostMapping("/tables/{id}/on")
    ResponseEntity<Map<String, Object>> switchOn(
            @PathVariable("id") long id, @RequestBody(required = false) SwitchOn how, Principal login) {
        TableVersion version = tables.find(id).orElseThrow(() -> unknown("version of a table", id));
        if (version.state().equals("new")) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "Version " + id + " is not counted yet, so nobody knows whom it would move; GET /api/segments/runs"
                            + " tells how far that is. A count that failed is tried again within a quarter of an hour.");
        }
        long run = runs.switchOn(id, how != null && how.startJourneys(), login.getName());
        URI progress = URI.create("/api/segments/runs/" + run);
        return ResponseEntity.accepted().location(progress).body(Map.of("progress", progress.toString()));
    }

    private static ResponseStatusException unknown(String what, long id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No " + what + " has the number " + id + ".");
    }
}
