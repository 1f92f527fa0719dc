package io.relance.pressure.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.pressure.setting.Hours;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHoursTests {

    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Indian/Reunion",
            "America/Martinique",
            "Pacific/Noumea",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kathmandu");

    @ParameterizedTest(name = "{0}–{1} in {2} at {3}: opened {4}, next {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "08:00, 20:00, Europe/Paris,   2026-03-02T06:59:59Z, -,                    2026-03-02T07:00:00Z",
                "08:00, 20:00, Europe/Paris,   2026-03-02T07:00:00Z, 2026-03-02T07:00:00Z, 2026-03-03T07:00:00Z",
                "08:00, 20:00, Europe/Paris,   2026-03-02T18:59:59Z, 2026-03-02T07:00:00Z, 2026-03-03T07:00:00Z",
                "08:00, 20:00, Europe/Paris,   2026-03-02T19:00:00Z, -,                    2026-03-03T07:00:00Z",
                "08:00, 20:00, Indian/Reunion, 2026-03-02T04:00:00Z, 2026-03-02T04:00:00Z, 2026-03-03T04:00:00Z",
                "22:00, 06:00, Europe/Paris,   2026-03-02T02:00:00Z, 2026-03-01T21:00:00Z, 2026-03-02T21:00:00Z",
                "22:00, 06:00, Europe/Paris,   2026-03-02T05:00:00Z, -,                    2026-03-02T21:00:00Z",
                "22:00, 06:00, Europe/Paris,   2026-03-02T21:30:00Z, 2026-03-02T21:00:00Z, 2026-03-03T21:00:00Z",
                "02:30, 04:00, Europe/Paris,   2026-03-29T00:59:59Z, -,                    2026-03-29T01:00:00Z",
                "02:30, 04:00, Europe/Paris,   2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
                "02:10, 02:40, Europe/Paris,   2026-03-29T01:00:00Z, -,                    2026-03-30T00:10:00Z",
                "08:00, 20:00, Europe/Paris,   2026-10-25T06:59:59Z, -,                    2026-10-25T07:00:00Z",
            })
    void beginAndEndByThePersonsClock(
            LocalTime from, LocalTime to, ZoneId zone, Instant at, Instant opened, Instant next) {
        Hours hours = new Hours(Channel.EMAIL, from, to);

        OpenHours open = open(hours, zone);
        assertThat(open.openedBefore(at)).isEqualTo(Optional.ofNullable(opened));
        assertThat(open.nextOpening(at)).contains(next);
    }

    @Property
    void holdTheMomentTheyLeadTo(
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1439) int length,
            @ForAll @IntRange(max = 6) int zone,
            @ForAll @LongRange(max = 2 * 365 * 24 * 3600) long second) {
        LocalTime begin = LocalTime.ofSecondOfDay(from * 60L);
        Hours hours = new Hours(Channel.EMAIL, begin, begin.plusMinutes(length));
        ZoneId here = ZoneId.of(ZONES.get(zone));
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);

        OpenHours open = open(hours, here);
        Instant next = open.nextOpening(at).orElseThrow();
        assertThat(next).isAfter(at).isBefore(at.plus(Duration.ofHours(26)));
        boolean leftOut = here.getRules()
                                .getTransition(next.atZone(here).toLocalDate().atTime(hours.from()))
                        != null
                && here.getRules().getTransition(next.atZone(here).toLocalDate().atTime(hours.to())) != null;
        assertThat(open.openedBefore(next)).isEqualTo(leftOut ? Optional.empty() : Optional.of(next));
        Instant opened = open.openedBefore(at).orElse(null);
        if (opened != null) {
            assertThat(opened).isBeforeOrEqualTo(at).isAfter(at.minus(Duration.ofHours(25)));
        }
    }

    private static OpenHours open(Hours hours, ZoneId zone) {
        Place place = new Place("DE", "DE", null, zone);
        return OpenHours.of(
                        new PressureSettings(List.of(), List.of(hours)), hours.channel(), hours.messageClass(), place)
                .orElseThrow();
    }
}
