package io.relance.pressure.hours;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Public holidays: every country's own, and in France those of Alsace and Moselle (code du travail L. 3134-13) and of
 * the departments overseas, which the library does not know.
 */
public final class Holidays {

    private static final int DEPARTMENT = 2;

    /** A code that lost its zero, as who took it for a number, names another department. */
    private static final int POSTAL_CODE = 5;

    private static final Set<String> ALSACE_MOSELLE = Set.of("57", "67", "68");
    private static final MonthDay SAINT_STEPHEN = MonthDay.of(Month.DECEMBER, 26);

    /** The end of slavery, each on its own day (décret 83-1003). */
    private static final Map<String, MonthDay> ABOLITION = Map.of(
            "YT", MonthDay.of(Month.APRIL, 27),
            "MQ", MonthDay.of(Month.MAY, 22),
            "GP", MonthDay.of(Month.MAY, 27),
            "MF", MonthDay.of(Month.MAY, 28),
            "GF", MonthDay.of(Month.JUNE, 10),
            "BL", MonthDay.of(Month.OCTOBER, 9),
            "RE", MonthDay.of(Month.DECEMBER, 20));

    private static final Map<String, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();
    private static final Set<String> COUNTRIES = HolidayManager.getSupportedCalendarCodes();

    private Holidays() {}

    /** Whether that day is a public holiday there; never in a country nobody knows the holidays of. */
    public static boolean isHoliday(LocalDate day, Place place) {
        return of(place.country(), day.getYear()).contains(day) || place.isFrench() && isOfThePlace(day, place);
    }

    private static boolean isOfThePlace(LocalDate day, Place place) {
        MonthDay date = MonthDay.from(day);
        if (date.equals(ABOLITION.get(place.territory()))) {
            return true;
        }
        boolean alsatian = place.postalCode() != null
                && place.postalCode().length() == POSTAL_CODE
                && place.territory().equals("FR")
                && ALSACE_MOSELLE.contains(place.postalCode().substring(0, DEPARTMENT));
        // Easter Monday is a holiday everywhere in France: Good Friday lies three days before it.
        return alsatian && (date.equals(SAINT_STEPHEN) || isGoodFriday(day));
    }

    private static boolean isGoodFriday(LocalDate day) {
        return day.plusDays(3).equals(easterMonday(day.getYear()));
    }

    /** By the Gregorian computus (Meeus, Jones, Butcher). */
    static LocalDate easterMonday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int shift = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * shift + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1).plusDays(1);
    }

    private static Set<LocalDate> of(String country, int year) {
        return KNOWN.computeIfAbsent(country + year, each -> read(country, year));
    }

    private static Set<LocalDate> read(String country, int year) {
        if (!COUNTRIES.contains(country)) {
            return Set.of();
        }
        return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
                .getHolidays(Year.of(year))
                .stream()
                .map(Holiday::getDate)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
