package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Decision;
import io.relance.contact.Fact;
import io.relance.pressure.setting.Hours;
import io.relance.pressure.setting.PressureSettings;
import io.relance.pressure.setting.SettingHistory;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing runs while something comes due; days have 23 or 25 hours; a node's clock is wrong. */
class ClockFaultTests extends HurtTest {

    private static final Duration DOWN = Duration.ofHours(4);

    @Autowired
    SettingHistory rules;

    @Test
    void afterFourHoursDownEachStepIsSentOrDroppedAsItSays() {
        deploy(Sketch.journey("hurt-send", "Late Wanted", Map.of())
                .waits("hour", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Over"));
        deploy(Sketch.journey("hurt-drop", "Fresh Wanted", Map.of())
                .waits("hour", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "whenLate", "drop", "lateAfter", "PT2H"))
                .ends("Over"));
        List<String> late = people(10);
        List<String> fresh = people(10);
        everybody(late, "Late Wanted");
        everybody(fresh, "Fresh Wanted");
        settle();
        clock.advance(DOWN);
        settle();
        assertThat(states(late)).containsOnly("sent");
        assertThat(states(fresh)).containsOnly("skipped");
        fresh.forEach(who -> assertThat(decisions(who)).anySatisfy(decision -> {
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.SKIPPED);
            assertThat(decision.reason()).isEqualTo("content_too_late");
        }));
        assertThat(arrivals()).hasSize(10);
        assertThat(active()).isZero();

        List<String> punctual = people(1);
        everybody(punctual, "Fresh Wanted");
        settle();
        clock.advance(Duration.ofMinutes(61));
        settle();
        assertThat(states(punctual)).containsOnly("sent");
    }

    @Test
    void afterFourHoursDownAStepThatSaysSoWaitsForTheNextWindow() {
        Hours day = new Hours(Channel.EMAIL, LocalTime.of(8, 0), LocalTime.of(20, 0));
        rules.add(new SettingHistory.Change(new PressureSettings(List.of(), List.of(day)), clock.instant(), "admin"));
        deploy(Sketch.journey("hurt-window", "Window Wanted", Map.of())
                .waits("hour", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "whenLate", "next-window"))
                .ends("Over"));
        deploy(Sketch.journey("hurt-queue", "Queue Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "whenLate", "next-window"))
                .ends("Over"));
        List<String> timed = people(5);
        List<String> queued = people(5);
        everybody(timed, "Window Wanted");
        everybody(queued, "Queue Wanted");
        clock.advance(DOWN);
        settle();
        assertThat(states(timed)).containsOnly("held");
        assertThat(states(queued)).containsOnly("held");
        timed.forEach(who -> assertThat(decisions(who)).anySatisfy(decision -> {
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.HELD);
            assertThat(decision.reason()).isEqualTo("quiet_hours");
        }));
        Instant opens = Instant.parse("2026-03-03T07:00:00Z");
        clock.set(opens.minusSeconds(1));
        settle();
        assertThat(arrivals()).isEmpty();
        clock.set(opens);
        settle();
        assertThat(arrivals()).hasSize(10);
        assertThat(states(timed)).containsOnly("sent");
        assertThat(active()).isZero();
    }

    @Test
    void whatWasQueuedBeforeTheNodeWentDownIsAskedAgainToo() {
        deploy(Sketch.journey("hurt-drop", "Fresh Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "whenLate", "drop", "lateAfter", "PT2H"))
                .ends("Over"));
        List<String> people = people(5);
        everybody(people, "Fresh Wanted");
        clock.advance(DOWN);
        settle();
        assertThat(states(people)).containsOnly("skipped");
        assertThat(arrivals()).isEmpty();
    }

    @Test
    void aPurchaseThatWaitedInTheInboxWhileAllWasDownStopsTheReminder() {
        deploy(Sketch.journey("hurt-cart", "Basket Left", Map.of("keyedBy", "cart"))
                .unless("Order Completed", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Reminded"));
        List<String> people = people(10);
        everybodysCart(people, "Product Added", clock.instant());
        everybodysCart(people, "Basket Left", clock.instant());
        settle();
        clock.advance(DOWN);
        // Timers first, as when the pollers of a node that has just started happen to run in this order.
        work("timers").runDue(clock.instant());
        everybodysCart(people.subList(0, 5), "Order Completed", clock.instant().minus(Duration.ofHours(2)));
        settle();
        assertThat(arrivals()).hasSize(5);
        assertThat(states(people.subList(0, 5))).containsOnly("skipped");
    }

    /** The night of the change of the clocks: an hour that is not there, and one that is there twice. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-28T12:00:00Z, 02:30, 2026-03-29T01:30:00Z",
        "Europe/Paris, 2026-10-24T12:00:00Z, 02:30, 2026-10-25T00:30:00Z",
        "Europe/Paris, 2026-03-29T12:00:00Z, 02:30, 2026-03-30T00:30:00Z",
        "America/New_York, 2026-03-07T12:00:00Z, 02:30, 2026-03-08T07:30:00Z",
        "America/New_York, 2026-10-31T12:00:00Z, 01:30, 2026-11-01T05:30:00Z",
        "Asia/Tokyo, 2026-03-28T12:00:00Z, 08:00, 2026-03-28T23:00:00Z",
    })
    void anHourOfTheDayComesOnceEachDay(String zone, Instant asked, String hour, Instant due) {
        deploy(Sketch.journey("hurt-hour", "Hour Wanted", Map.of())
                .waitsUntil("hour", "${timing.at('" + hour + "')}")
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Over"));
        clock.set(asked);
        List<String> people = people(1);
        receive(List.of(
                new Fact.Identified(who(people.get(0)), clock.instant(), Map.of("timezone", zone), "test", true)));
        everybody(people, "Hour Wanted");
        settle();
        assertThat(db.sql("select duedate_ from act_ru_job where process_def_key_ = 'hurt-hour'")
                        .query((row, i) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(due);
        clock.set(due.minusSeconds(1));
        settle();
        assertThat(arrivals()).isEmpty();
        clock.set(due);
        settle();
        pass(Duration.ofHours(30), Duration.ofMinutes(30));
        assertThat(arrivals()).hasSize(1);
    }

    @Test
    void aPurchaseThatANodeWithASlowClockStampsBeforeTheCartStillEndsIt() {
        deploy(Sketch.journey("hurt-cart", "Basket Left", Map.of("keyedBy", "cart"))
                .unless("Order Completed", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Reminded"));
        List<String> people = people(3);
        everybodysCart(people, "Product Added", clock.instant());
        everybodysCart(people, "Basket Left", clock.instant());
        settle();
        Instant now = clock.instant();
        clock.set(now.minus(Duration.ofMinutes(5)));
        everybodysCart(people.subList(0, 1), "Order Completed", clock.instant());
        clock.set(now);
        settle();
        clock.advance(Duration.ofHours(1));
        settle();
        assertThat(arrivals()).hasSize(2);
        assertThat(arrivals()).noneMatch(mail -> mail.recipient().equals(email(people.get(0))));
    }

    @Test
    void aClockThatIsSetBackDoesNothingTwice() {
        deploy(Sketch.journey("hurt-hour", "Hour Wanted", Map.of())
                .waits("hour", "PT1H")
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Over"));
        List<String> people = people(5);
        everybody(people, "Hour Wanted");
        settle();
        clock.advance(Duration.ofHours(1));
        settle();
        clock.advance(Duration.ofMinutes(-10));
        settle();
        clock.advance(Duration.ofMinutes(20));
        settle();
        assertThat(arrivals()).hasSize(5);
        assertThat(active()).isZero();
    }

    @AfterEach
    void withoutRules() {
        db.sql("delete from pressure.setting").update();
    }

    private long active() {
        return db.sql("select count(*) from journey.enrolment where ended_at is null and journey like 'hurt-%'")
                .query(Long.class)
                .single();
    }
}
