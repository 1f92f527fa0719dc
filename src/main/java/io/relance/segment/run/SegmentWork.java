package io.relance.segment.run;

import io.relance.segment.tally.CountedWith;
import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Does what is asked for or due over everybody: one thing after the other, on one node at a time. */
@Component
@Order(26)
class SegmentWork implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(SegmentWork.class);
    /** What expecting takes of a night, in hundredths. */
    private static final int EXPECTED = 30;

    private static final int WHOLE = 100;

    private final RunRows runs;
    private final TableChange change;
    private final Everybody everybody;
    private final Ranking ranking;
    private final Outlooks outlooks;
    private final Recounting recounting;
    private final CountedWith countedWith;
    private final OneAtATime oneAtATime;
    private final Clock clock;

    SegmentWork(
            RunRows runs,
            TableChange change,
            Everybody everybody,
            Ranking ranking,
            Outlooks outlooks,
            Recounting recounting,
            CountedWith countedWith,
            OneAtATime oneAtATime,
            Clock clock) {
        this.runs = runs;
        this.change = change;
        this.everybody = everybody;
        this.ranking = ranking;
        this.outlooks = outlooks;
        this.recounting = recounting;
        this.countedWith = countedWith;
        this.oneAtATime = oneAtATime;
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
        if (runs.next().isPresent()) {
            return Optional.of(Instant.EPOCH);
        }
        Stream<Instant> uncounted = runs.uncounted().stream().map(each -> each.due(Ranking.TRY_AGAIN));
        Stream<Instant> others = Stream.of(
                        runs.switchFailedAt().map(failed -> failed.plus(Ranking.TRY_AGAIN)),
                        recounting.nextDue(),
                        ranking.nextDue())
                .flatMap(Optional::stream);
        return Stream.concat(uncounted, others).min(Instant::compareTo);
    }

    @Override
    public void runDue(Instant now) {
        if (nextDue().filter(due -> !due.isAfter(now)).isPresent()) {
            oneAtATime.run(() -> work(now));
        }
    }

    private void work(Instant now) {
        recounting.tryAgain(now);
        runs.switchAgain(now.minus(Ranking.TRY_AGAIN));
        runs.uncounted().stream()
                .filter(each -> !each.due(Ranking.TRY_AGAIN).isAfter(now))
                .forEach(each -> runs.ask(Run.Kind.COUNT, each.version(), false, "content", now));
        performAll();
        // Another node may have been at it meanwhile, or what was asked for has ranked everybody.
        ranking.due(now).ifPresent(kind -> {
            runs.ask(kind, null, true, kind == Run.Kind.NIGHT ? "clock" : "orders", now);
            performAll();
        });
    }

    private void performAll() {
        Optional<Run> next = runs.next();
        while (next.isPresent()) {
            perform(next.get());
            next = runs.next();
        }
    }

    private void perform(Run run) {
        runs.start(run.id(), clock.instant());
        Progress progress = new Progress(runs, run.id(), "Segments, run " + run.id());
        try {
            Map<String, ?> done =
                    switch (run.kind()) {
                        case RECOMPUTE -> Map.of("moved", everybody.reckon(run.telling(), progress));
                        case VALUE -> value(progress);
                        case COUNT -> change.count(run, progress);
                        case SWITCH -> Map.of("moved", change.switchOn(run, progress));
                        case RECOUNT -> recount(run, progress);
                        case RANKING -> rank(run, progress);
                        case NIGHT -> night(run, progress);
                    };
            String result = Told.json(done);
            runs.end(run.id(), true, result, clock.instant());
            progress.end(result);
        } catch (RuntimeException e) {
            log.error("run {} over everybody, {}, failed", run.id(), run.kind().code(), e);
            runs.end(run.id(), false, Told.json(Map.of("failed", "see the log")), clock.instant());
            ranking.failed();
        }
    }

    private Map<String, Object> value(Progress progress) {
        outlooks.renew(clock.instant(), progress);
        return Map.of();
    }

    private Map<String, Object> rank(Run run, Progress progress) {
        long moved = everybody.reckon(run.telling(), progress);
        runs.forgetRankings(run.id());
        return Map.of("moved", moved);
    }

    private Map<String, Object> night(Run run, Progress progress) {
        Instant begun = clock.instant();
        outlooks.renew(begun, progress.part(0, EXPECTED));
        long moved = everybody.reckon(run.telling(), progress.part(EXPECTED, WHOLE));
        ranking.nightDone(begun);
        return Map.of("moved", moved);
    }

    private Map<String, Long> recount(Run run, Progress progress) {
        if (!countedWith.isOwed() && recounting.isAtItsBeginning(run)) {
            // Whom time and orders have moved is told of; whom the new counts move is not.
            everybody.reckon(true, progress.part(0, 10));
        }
        recounting.count(run, progress.part(10, 70));
        Instant begun = clock.instant();
        outlooks.renew(begun, progress.part(70, 80));
        long moved = everybody.reckon(run.telling(), progress.part(80, WHOLE));
        ranking.nightDone(begun);
        Map<String, Long> counted = recounting.settle(run);
        counted.put("moved", moved);
        return counted;
    }
}
