package io.relance.trial;

import io.relance.shared.DueWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Does everything that is due at one moment, and what that makes due at once, until nothing is left. */
class Settling {

    /** A work with a poller of its own may hold a batch just now; this is given it to commit before we ask again. */
    private static final long PATIENCE_NANOS = 5_000_000;

    private final List<DueWork> works;
    private final int rounds;
    private final Predicate<DueWork> looks;

    /** @param looks whether a work for which nothing waits might find something outside just now, and is to be called */
    Settling(List<DueWork> works, int rounds, Predicate<DueWork> looks) {
        this.works = works;
        this.rounds = rounds;
        this.looks = looks;
    }

    /** Answers when something comes due next. */
    Optional<Instant> settle(Instant now) {
        runAll(now);
        var before = moments();
        for (int round = 1; anyDue(before, now); round++) {
            if (round >= rounds) {
                throw WorkFailed.neverFinishes(firstDue(before, now), now, rounds);
            }
            runAll(now);
            var after = moments();
            if (after.equals(before)) {
                LockSupport.parkNanos(PATIENCE_NANOS);
            }
            before = after;
        }
        return before.stream().flatMap(Optional::stream).min(Instant::compareTo);
    }

    private void runAll(Instant now) {
        for (DueWork work : works) {
            try {
                Optional<Instant> due = work.nextDue();
                if (isDue(due, now) || due.isEmpty() && looks.test(work)) {
                    work.runDue(now);
                }
            } catch (RuntimeException e) {
                throw WorkFailed.threw(work, now, e);
            }
        }
    }

    private List<Optional<Instant>> moments() {
        return works.stream().map(DueWork::nextDue).toList();
    }

    private static boolean anyDue(List<Optional<Instant>> moments, Instant now) {
        return moments.stream().anyMatch(moment -> isDue(moment, now));
    }

    private DueWork firstDue(List<Optional<Instant>> moments, Instant now) {
        int index = 0;
        while (!isDue(moments.get(index), now)) {
            index++;
        }
        return works.get(index);
    }

    private static boolean isDue(Optional<Instant> moment, Instant now) {
        return moment.filter(due -> !due.isAfter(now)).isPresent();
    }
}
