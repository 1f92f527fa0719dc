package io.relance.pressure.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.pressure.setting.Hours;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hours nobody set: SMS and calls in France and overseas, and what the law allows of those a shop sets. */
class FrenchHoursTests {

    private static final List<String> TERRITORIES = List.of("FR", "RE", "MQ", "GF", "NC", "PF", "YT", "PM");
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Indian/Reunion",
            "America/Martinique",
            "America/Cayenne",
            "Pacific/Noumea",
            "Pacific/Tahiti",
            "Indian/Mayotte",
            "America/Miquelon");

    @ParameterizedTest(name = "{0} in {1} {2} at {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // channel, territory, postal code, the person's own clock, when the next hours begin; - where they are
                // open
                "SMS,   FR, 75011, 2026-03-07T19:59:59, -", // a Saturday
                "SMS,   FR, 75011, 2026-03-07T20:00:00, 2026-03-09T08:00",
                "SMS,   FR, 75011, 2026-03-08T12:00:00, 2026-03-09T08:00",
                "SMS,   FR, 75011, 2026-03-09T07:59:59, 2026-03-09T08:00",
                "SMS,   FR, 75011, 2026-03-09T08:00:00, -",
                "SMS,   FR, 75011, 2026-07-14T12:00:00, 2026-07-15T08:00", // the national day
                "SMS,   FR, 75011, 2026-05-13T20:00:00, 2026-05-15T08:00", // Ascension after it
                "SMS,   FR, 67000, 2026-12-24T21:00:00, 2026-12-28T08:00", // Alsace: two days of Christmas, a Sunday
                "SMS,   FR, 75011, 2026-12-24T21:00:00, 2026-12-26T08:00",
                "SMS,   RE, 97400, 2026-12-19T20:00:00, 2026-12-21T08:00",
                "SMS,   RE, 97400, 2027-12-20T12:00:00, 2027-12-21T08:00", // a Monday, the end of slavery
                "SMS,   FR, 75011, 2027-12-20T12:00:00, -",
                "SMS,   FR, 75011, 2026-03-28T20:30:00, 2026-03-30T08:00", // the clocks go forward that night
                "SMS,   FR, 75011, 2026-10-24T20:30:00, 2026-10-26T08:00", // and back
                "SMS,   FR, 75011, 2028-02-29T07:59:59, 2028-02-29T08:00",
                "SMS,   FR, 75011, 2028-02-29T19:59:59, -",
                "PHONE, FR, 75011, 2026-03-02T09:59:59, 2026-03-02T10:00",
                "PHONE, FR, 75011, 2026-03-02T10:00:00, -",
                "PHONE, FR, 75011, 2026-03-02T12:59:59, -",
                "PHONE, FR, 75011, 2026-03-02T13:00:00, 2026-03-02T14:00",
                "PHONE, FR, 75011, 2026-03-02T14:00:00, -",
                "PHONE, FR, 75011, 2026-03-02T19:59:59, -",
                "PHONE, FR, 75011, 2026-03-06T20:00:00, 2026-03-09T10:00",
                "PHONE, FR, 75011, 2026-07-14T11:00:00, 2026-07-15T10:00",
                "PHONE, MQ, 97200, 2026-05-22T11:00:00, 2026-05-26T10:00", // its own day, and Whit Monday
            })
    void areThoseOfThePersonsOwnClock(
            Channel channel, String territory, String postalCode, LocalDateTime local, LocalDateTime next) {
        ZoneId zone = ZoneId.of(ZONES.get(TERRITORIES.indexOf(territory)));
        OpenHours hours = hours(PressureSettings.DEFAULT, channel, new Place("FR", territory, postalCode, zone))
                .orElseThrow();
        Instant at = local.atZone(zone).toInstant();

        assertThat(hours.openedBefore(at).isPresent()).isEqualTo(next == null);
        if (next != null) {
            assertThat(hours.nextOpening(at)).contains(next.atZone(zone).toInstant());
        }
    }

    @Test
    void emailHasNone() {
        Place paris = new Place("FR", "FR", null, ZoneId.of("Europe/Paris"));
        assertThat(hours(PressureSettings.DEFAULT, Channel.EMAIL, paris)).isEmpty();
        assertThat(OpenHours.of(PressureSettings.DEFAULT, Channel.SMS, MessageClass.TRANSACTIONAL, paris))
                .isEmpty();
    }

    @Test
    void withoutAnyOfItsOwnTheLawsHold() {
        Place paris = new Place("FR", "FR", null, ZoneId.of("Europe/Paris"));
        OpenHours hours = hours(PressureSettings.NONE, Channel.SMS, paris).orElseThrow();

        assertThat(hours.openedBefore(Instant.parse("2026-03-07T20:59:59Z"))).isPresent();
        assertThat(hours.openedBefore(Instant.parse("2026-03-07T21:00:00Z"))).isEmpty();
        assertThat(hours(PressureSettings.NONE, Channel.SMS, new Place("DE", "DE", null, ZoneId.of("Europe/Berlin"))))
                .isEmpty();
    }

    @Test
    void aCountrysOwnHoursStandInThePlaceOfEverybodys() {
        PressureSettings settings = new PressureSettings(
                List.of(),
                List.of(
                        new Hours(Channel.SMS, LocalTime.of(8, 0), LocalTime.of(20, 0)),
                        new Hours(
                                Channel.SMS,
                                MessageClass.MARKETING,
                                "DE",
                                EnumSet.allOf(DayOfWeek.class),
                                LocalTime.of(22, 0),
                                LocalTime.of(6, 0),
                                true)));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        OpenHours german = hours(settings, Channel.SMS, new Place("DE", "DE", null, berlin))
                .orElseThrow();

        assertThat(german.openedBefore(Instant.parse("2026-03-02T21:00:00Z"))).isPresent();
        assertThat(german.openedBefore(Instant.parse("2026-03-03T05:00:00Z"))).isEmpty();
        assertThat(german.openedBefore(Instant.parse("2026-03-03T12:00:00Z"))).isEmpty();
    }

    /** Whatever a shop sets: no SMS in France before eight, from ten in the evening, on a Sunday or a holiday. */
    @Property
    void noHoursAreWiderThanTheLaw(
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(min = 1, max = 1439) int length,
            @ForAll @IntRange(max = 7) int territory,
            @ForAll @LongRange(max = 3L * 365 * 24 * 3600) long second) {
        LocalTime begin = LocalTime.ofSecondOfDay(from * 60L);
        PressureSettings settings =
                new PressureSettings(List.of(), List.of(new Hours(Channel.SMS, begin, begin.plusMinutes(length))));
        ZoneId zone = ZoneId.of(ZONES.get(territory));
        Place place = new Place("FR", TERRITORIES.get(territory), null, zone);
        OpenHours hours = hours(settings, Channel.SMS, place).orElseThrow();
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);

        if (hours.openedBefore(at).isPresent()) {
            assertThat(isLawful(at.atZone(zone), place))
                    .as("%s", at.atZone(zone))
                    .isTrue();
        }
        hours.nextOpening(at).ifPresent(next -> {
            assertThat(hours.openedBefore(next)).as("open at its own beginning").contains(next);
            assertThat(isLawful(next.atZone(zone), place))
                    .as("%s", next.atZone(zone))
                    .isTrue();
        });
    }

    private static boolean isLawful(ZonedDateTime there, Place place) {
        return there.getHour() >= 8
                && there.getHour() < 22
                && there.getDayOfWeek() != DayOfWeek.SUNDAY
                && !Holidays.isHoliday(there.toLocalDate(), place);
    }

    private static Optional<OpenHours> hours(PressureSettings settings, Channel channel, Place place) {
        return OpenHours.of(settings, channel, MessageClass.MARKETING, place);
    }
}
