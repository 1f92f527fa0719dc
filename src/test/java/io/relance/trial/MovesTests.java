package io.relance.trial;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.shared.DueWork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovesTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private final List<DueWork> works = new ArrayList<>();
    private TrialClock clock;
    private Waits waits;
    private boolean somebody;

    @BeforeEach
    void start() {
        begin("clock");
    }

    private void begin(String file) {
        clock = new TrialClock(Clock.fixed(START, ZoneOffset.UTC), new ClockFile(folder.resolve(file)));
        waits = new Waits(clock);
        works.clear();
        works.add(waits);
    }

    private Trial trial() {
        var moves = new Moves(clock, new Settling(works, 20, work -> false), Runnable::run, () -> somebody);
        return new Trial(clock, moves, new Mailbox(folder.resolve("mailbox")));
    }

    @Test
    void stopsAtEveryDueMomentEvenOnesMadeOnTheWay() {
        waits.chain(ofHours(1), ofHours(24), Duration.ofMinutes(5));

        assertThat(trial().advance(ofDays(3))).isEqualTo(START.plus(ofDays(3)));

        assertThat(waits.ended())
                .containsExactly(
                        START.plus(ofHours(1)),
                        START.plus(ofHours(25)),
                        START.plus(ofHours(25)).plus(Duration.ofMinutes(5)));
    }

    @Test
    void tenDaysAtOnceAreTenTimesOneDay() {
        chains();
        trial().advance(ofDays(10));
        var atOnce = List.copyOf(waits.ended());

        begin("another");
        chains();
        var dayByDay = trial();
        for (int day = 0; day < 10; day++) {
            dayByDay.advance(Period.ofDays(1));
        }

        assertThat(waits.ended()).isEqualTo(atOnce).hasSize(15);
    }

    private void chains() {
        waits.chain(ofHours(1), ofHours(24), ofHours(24), ofDays(7), ofDays(7));
        waits.chain(ofDays(1), ofDays(1), ofDays(8), ofHours(1));
        waits.chain(ofHours(3), ofHours(48), ofHours(72), Duration.ofSeconds(90), Duration.ZERO, Duration.ofMillis(7));
        waits.chain(ofDays(9), ofDays(1));
    }

    @Test
    void doesWhatIsDueNowBeforeItMoves() {
        waits.chain(Duration.ZERO, ofHours(1));

        trial().advance(ofHours(2));

        assertThat(waits.ended()).containsExactly(START, START.plus(ofHours(1)));
    }

    @Test
    void doesWhatOneWorkMakesDueForAnEarlierOneAtTheSameMoment() {
        var second = new Waits(clock);
        works.add(new Handing(second, waits));
        second.chain(ofHours(1));

        trial().advance(ofHours(1));

        assertThat(waits.ended()).containsExactly(START.plus(ofHours(1)));
    }

    /** Ends a wait of its own and thereby begins one, due at once, of a work that is asked before it. */
    private record Handing(Waits own, Waits earlier) implements DueWork {
        @Override
        public String name() {
            return "handing";
        }

        @Override
        public Optional<Instant> nextDue() {
            return own.nextDue();
        }

        @Override
        public void runDue(Instant now) {
            int before = own.ended().size();
            own.runDue(now);
            if (own.ended().size() > before) {
                earlier.chain(Duration.ZERO);
            }
        }
    }

    @Test
    void namesAWorkThatNeverFinishes() {
        works.add(new Stuck());

        assertThatThrownBy(() -> trial().advance(ofHours(1)))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("'stuck'")
                .hasMessageContaining("20 rounds");
    }

    private record Stuck() implements DueWork {
        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.of(START);
        }

        @Override
        public void runDue(Instant now) {
            // never does what it says is due
        }
    }

    @Test
    void goesOnFromTheMomentOfAFailure() {
        works.add(new Failing(START.plus(ofHours(2))));
        var trial = trial();

        assertThatThrownBy(() -> trial.advance(ofDays(1)))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("'failing' failed at 2026-03-02T11:00:00Z");

        assertThat(trial.now()).isEqualTo(START.plus(ofHours(2)));
    }

    private record Failing(Instant due) implements DueWork {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.of(due);
        }

        @Override
        public void runDue(Instant now) {
            if (!now.isBefore(due)) {
                throw new IllegalStateException("the relay is gone");
            }
        }
    }

    @Test
    void movesBackOnlyWhileNobodyIsKnown() {
        Instant christmas = Instant.parse("2025-12-24T09:00:00Z");
        assertThat(trial().to(christmas)).isEqualTo(christmas);

        somebody = true;

        assertThatThrownBy(() -> trial().to(christmas.minusSeconds(1)))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("no contact exists yet");
        assertThat(trial().now()).isEqualTo(christmas);
    }

    @Test
    void refusesMomentsThatNoCalendarHasAndThoseTooFarToWaitFor() {
        for (String far : List.of("P999999999Y", "-P999999999Y", "P11Y", "-P30Y")) {
            assertThatThrownBy(() -> trial().advance(Period.parse(far)))
                    .isInstanceOf(MoveRefused.class)
                    .hasMessageContaining("10 years on");
        }
        assertThat(clock.instant()).isEqualTo(START);
    }
}
