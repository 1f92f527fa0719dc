package io.relance.segment.run;

import io.relance.segment.SegmentSettings;
import io.relance.segment.table.MissingSegments;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentNames;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.table.TableVersion;
import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Does what is asked for over everybody: one thing after the other, on one node at a time. */
@Component
@Order(26)
class SegmentWork implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(SegmentWork.class);

    private final RunRows runs;
    private final SegmentTables tables;
    private final SegmentNames names;
    private final MissingSegments missing;
    private final Everybody everybody;
    private final Ranking ranking;
    private final Outlooks outlooks;
    private final Recounting recounting;
    private final OneAtATime oneAtATime;
    private final SegmentSettings settings;
    private final Clock clock;

    SegmentWork(
            RunRows runs,
            SegmentTables tables,
            SegmentNames names,
            MissingSegments missing,
            Everybody everybody,
            Ranking ranking,
            Outlooks outlooks,
            Recounting recounting,
            OneAtATime oneAtATime,
            SegmentSettings settings,
            Clock clock) {
        this.runs = runs;
        this.tables = tables;
        this.names = names;
        this.missing = missing;
        this.everybody = everybody;
        this.ranking = ranking;
        this.outlooks = outlooks;
        this.recounting = recounting;
        this.oneAtATime = oneAtATime;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "segment runs";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        boolean asked = runs.next().isPresent() || !runs.uncounted().isEmpty();
        return asked
                ? Optional.of(Instant.EPOCH)
                : Stream.concat(recounting.nextDue().stream(), ranking.nextDue().stream())
                        .min(Instant::compareTo);
    }

    @Override
    public void runDue(Instant now) {
        if (nextDue().filter(due -> !due.isAfter(now)).isPresent()) {
            oneAtATime.run(() -> work(now));
        }
    }

    private void work(Instant now) {
        recounting.tryAgain(now);
        runs.uncounted().forEach(version -> runs.ask(Run.Kind.COUNT, version, false, "content", now));
        Optional<Run> next = runs.next();
        while (next.isPresent()) {
            perform(next.get());
            next = runs.next();
        }
        if (ranking.nextDue().filter(due -> !due.isAfter(now)).isPresent()) {
            if (ranking.isNight(now)) {
                outlooks.renew(now, new Progress(runs, null, "Expecting orders"));
            }
            long moved = all(true, new Progress(runs, null, "Ranking customers"));
            log.debug("ranked everybody, {} moved", moved);
        }
    }

    private void perform(Run run) {
        runs.start(run.id(), clock.instant());
        Progress progress = new Progress(runs, run.id(), "Segments, run " + run.id());
        try {
            String result =
                    switch (run.kind()) {
                        case RECOMPUTE -> json(Map.of("moved", all(run.telling(), progress)));
                        case VALUE -> value(progress);
                        case COUNT -> count(version(run), progress);
                        case SWITCH -> switchOn(run, progress);
                        case RECOUNT -> recount(run, progress);
                    };
            runs.end(run.id(), true, result, clock.instant());
            progress.end(result);
        } catch (RuntimeException e) {
            log.error("run {} over everybody failed; ask for it again once its cause is mended", run.id(), e);
            runs.end(run.id(), false, json(Map.of("failed", "see the log")), clock.instant());
        }
    }

    private String value(Progress progress) {
        outlooks.renew(clock.instant(), progress);
        return json(Map.of());
    }

    private String recount(Run run, Progress progress) {
        recounting.count(run, progress);
        outlooks.renew(clock.instant(), progress);
        long moved = all(run.telling(), progress);
        Map<String, Long> counted = recounting.settle(run);
        counted.put("moved", moved);
        return json(counted);
    }

    private long all(boolean telling, Progress progress) {
        ranking.begun(clock.instant());
        everybody.workOut(tables.current(), progress);
        return everybody.write(telling, progress);
    }

    private TableVersion version(Run run) {
        return tables.find(run.version()).orElseThrow();
    }

    private String count(TableVersion version, Progress progress) {
        Ruling ruling = tables.with(version);
        everybody.workOut(ruling, progress);
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        everybody.counts().forEach((id, moves) -> {
            if (moves[0] + moves[1] > 0) {
                counts.put(names.name(id), Map.of("enter", moves[0], "leave", moves[1]));
            }
        });
        String told = json(counts);
        tables.counted(version.id(), told);
        log.info(
                "version {} of the table {} would move: {}",
                version.id(),
                version.file().code(),
                told);
        missing.of(List.of(version))
                .getOrDefault(version.id(), Map.of())
                .forEach((segment, who) -> log.warn(
                        "version {} of the table {} names no segment '{}'; nobody will be in it where {} asks",
                        version.id(),
                        version.file().code(),
                        segment,
                        String.join("; ", who)));
        if (settings.switchesOn()) {
            runs.ask(Run.Kind.SWITCH, version.id(), false, "content", clock.instant());
        }
        return told;
    }

    private String switchOn(Run run, Progress progress) {
        tables.switchOn(version(run), run.askedBy());
        return json(Map.of("moved", all(run.telling(), progress)));
    }

    private static String json(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + json(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @SuppressWarnings("unchecked")
    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return json((Map<String, ?>) map);
        }
        return value instanceof Number ? value.toString() : "\"" + value + "\"";
    }
}
