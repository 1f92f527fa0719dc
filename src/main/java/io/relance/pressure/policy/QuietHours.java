package io.relance.pressure.policy;

import io.relance.pressure.Refusal;
import io.relance.pressure.hours.Holidays;
import io.relance.pressure.hours.OpenHours;
import io.relance.pressure.hours.Place;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Each channel keeps to its hours, by the person's own clock; what came too late waits until they begin anew. */
final class QuietHours implements Policy {

    @Override
    public String code() {
        return "quiet_hours";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        Place place = candidate.person().place();
        return OpenHours.of(candidate.settings(), candidate.channel(), candidate.messageClass(), place)
                .flatMap(hours -> refuses(candidate, hours));
    }

    private Optional<Refusal> refuses(Candidate candidate, OpenHours hours) {
        Instant opened = hours.openedBefore(candidate.at()).orElse(null);
        boolean missed = opened != null && missed(candidate, opened);
        if (opened != null && !missed) {
            return Optional.empty();
        }
        ZonedDateTime there = candidate.at().atZone(candidate.person().place().zone());
        boolean holiday =
                Holidays.isHoliday(there.toLocalDate(), candidate.person().place());
        String by = Phrases.by(candidate.channel());
        String par = Phrases.par(candidate.channel());
        String clock = there.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
        return Phrases.until(
                hours.nextOpening(candidate.at()).orElse(null),
                code(),
                missed
                        ? "It missed the hours it was meant for, and waits for the next ones."
                        : "Nothing goes out by " + by + " at this hour: where the person lives it is " + clock
                                + (holiday ? " on a public holiday." : " on a " + english(there) + "."),
                missed
                        ? "Le message a manqué ses heures et attend les prochaines."
                        : "Rien ne part par " + par + " à cette heure : chez la personne il est " + clock
                                + (holiday ? ", un jour férié." : ", un " + french(there) + "."),
                inputs(candidate, there, holiday));
    }

    private static boolean missed(Candidate candidate, Instant opened) {
        Instant waitAfter = candidate.waitAfter();
        return waitAfter != null && candidate.at().isAfter(waitAfter) && !opened.isAfter(waitAfter);
    }

    private static Map<String, Object> inputs(Candidate candidate, ZonedDateTime there, boolean holiday) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put(
                "there", there.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS).toString());
        inputs.put("zone", there.getZone().getId());
        inputs.put("country", candidate.person().place().country());
        inputs.put("holiday", holiday);
        return inputs;
    }

    private static String english(ZonedDateTime day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String french(ZonedDateTime day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.FRENCH);
    }
}
