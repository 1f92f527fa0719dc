package io.relance.trial;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Moves the clock. Forward it stops at every moment at which some work comes due, stands still there until all of it is
 * done, and goes on to the next, so that a chain of waits comes out as in real time.
 */
class Moves {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration FARTHEST = Duration.ofDays(3660);

    private final TrialClock clock;
    private final Settling settling;
    private final Pause pause;
    private final BooleanSupplier anybodyKnown;

    Moves(TrialClock clock, Settling settling, Pause pause, BooleanSupplier anybodyKnown) {
        this.clock = clock;
        this.settling = settling;
        this.pause = pause;
        this.anybodyKnown = anybodyKnown;
    }

    /**
     * Settles what is due now, then moves to the moment that {@code target} makes of now, and answers when all that came
     * due on the way is done.
     *
     * @throws MoveRefused for a moment in the past when somebody is known already
     * @throws WorkFailed when a work throws or never finishes; the clock then goes on from the moment of it
     */
    synchronized Instant move(UnaryOperator<Instant> target) {
        pause.during(() -> {
            clock.freeze(clock.instant());
            try {
                step(target);
            } finally {
                clock.tick();
            }
        });
        return clock.instant();
    }

    private void step(UnaryOperator<Instant> target) {
        Instant end = end(target);
        if (end.isBefore(clock.instant())) {
            refuseWhenKnown(end);
        } else {
            stopAtEveryMomentUntil(end);
        }
        clock.freeze(end);
        settling.settle(end);
    }

    /** Not farther than anybody would wait for: every day on the way is gone through. */
    private Instant end(UnaryOperator<Instant> target) {
        Instant now = clock.instant();
        Instant farthest = now.plus(FARTHEST);
        try {
            Instant end = target.apply(now);
            if (!end.isAfter(farthest) && !end.isBefore(EARLIEST)) {
                return end;
            }
        } catch (DateTimeException | ArithmeticException beyondAllCalendars) {
            throw tooFar(farthest);
        }
        throw tooFar(farthest);
    }

    private static MoveRefused tooFar(Instant farthest) {
        return new MoveRefused(
                "That is too far; the clock accepts moments from %s to %s, 10 years on".formatted(EARLIEST, farthest));
    }

    private void stopAtEveryMomentUntil(Instant end) {
        var next = settling.settle(clock.instant());
        while (next.isPresent() && next.get().isBefore(end)) {
            clock.freeze(neverBack(next.get()));
            next = settling.settle(clock.instant());
        }
    }

    /** What came in since we settled may be due in the past. */
    private Instant neverBack(Instant due) {
        return due.isBefore(clock.instant()) ? clock.instant() : due;
    }

    private void refuseWhenKnown(Instant end) {
        if (anybodyKnown.getAsBoolean()) {
            throw new MoveRefused("%s lies before the clock's %s; it moves back only while no contact exists yet"
                    .formatted(end, clock.instant()));
        }
    }
}
