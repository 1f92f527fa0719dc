package io.relance.trial;

import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** A work for tests: every wait that ends begins the next one of its chain. */
class Waits implements DueWork {

    private record Wait(Instant until, List<Duration> then) {}

    private final PriorityQueue<Wait> waits = new PriorityQueue<>((a, b) -> a.until.compareTo(b.until));
    private final List<Instant> ended = new ArrayList<>();
    private final TrialClock clock;

    Waits(TrialClock clock) {
        this.clock = clock;
    }

    /** A chain of waits, each counted from the moment the one before it ended. */
    void chain(Duration... lengths) {
        begin(clock.instant(), List.of(lengths));
    }

    /** When waits ended, by the clock at that moment. */
    List<Instant> ended() {
        return ended;
    }

    @Override
    public String name() {
        return "waits";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(waits.peek()).map(Wait::until);
    }

    @Override
    public void runDue(Instant now) {
        while (!waits.isEmpty() && !waits.peek().until.isAfter(now)) {
            ended.add(clock.instant());
            begin(clock.instant(), waits.remove().then);
        }
    }

    private void begin(Instant from, List<Duration> lengths) {
        if (!lengths.isEmpty()) {
            waits.add(new Wait(from.plus(lengths.get(0)), lengths.subList(1, lengths.size())));
        }
    }
}
