package io.relance.pressure.policy;

import io.relance.pressure.JourneyClass;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.setting.Cap;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of the messages that compete for a slot the stronger has it: what is stronger goes first, what would take the last
 * slot waits a moment for something stronger, and what gives way pauses on a day on which a key journey speaks.
 */
final class Priority implements Policy {

    private final Policy quietHours;

    /** @param quietHours out of whose hours nothing is held back */
    Priority(Policy quietHours) {
        this.quietHours = quietHours;
    }

    @Override
    public String code() {
        return "priority";
    }

    @Override
    public Optional<Refusal> refuses(Candidate candidate) {
        if (!candidate.isMarketing()) {
            return Optional.empty();
        }
        return overtaken(candidate).or(() -> keyDay(candidate)).or(() -> holdsBack(candidate));
    }

    private static Optional<Refusal> overtaken(Candidate candidate) {
        List<Said> counted = Caps.counted(candidate);
        Optional<Said> stronger = counted.stream()
                .filter(candidate::isOvertakenBy)
                .max(Comparator.comparingInt(said -> said.saying().priority()));
        return stronger.flatMap(winner -> Caps.all(candidate).stream()
                .flatMap(cap -> overtaken(cap, candidate, counted, winner).stream())
                .max(Phrases.LATER));
    }

    private static Optional<Refusal> overtaken(Cap cap, Candidate candidate, List<Said> counted, Said winner) {
        Instant opens = Caps.opens(cap, candidate, counted);
        return opens == null || opens.equals(candidate.at())
                ? Optional.empty()
                : Phrases.until(
                        opens,
                        "priority_outranked",
                        "A more important message takes the slot: " + name(winner) + ".",
                        "Un message plus important prend la place : " + name(winner) + ".",
                        inputs(candidate, winner));
    }

    private static Optional<Refusal> keyDay(Candidate candidate) {
        if (!candidate.settings().care().keyDays()
                || !candidate.saying().journeyClass().givesWay()) {
            return Optional.empty();
        }
        LocalDate today = candidate.day(candidate.at());
        return candidate.person().said().stream()
                .filter(said -> candidate.own() == null
                        || said.permit() != candidate.own().permit())
                .filter(said -> said.saying().journeyClass() == JourneyClass.KEY)
                .filter(said -> candidate.day(candidate.moment(said)).equals(today))
                .findFirst()
                .flatMap(key -> Phrases.until(
                        today.plusDays(1)
                                .atStartOfDay(candidate.person().place().zone())
                                .toInstant(),
                        "priority_key_day",
                        "A key journey speaks to the person on this day: " + name(key) + ".",
                        "Un parcours essentiel parle à la personne ce jour-là : " + name(key) + ".",
                        inputs(candidate, key)));
    }

    /** Not where it would then come too late, or out of its hours. */
    private Optional<Refusal> holdsBack(Candidate candidate) {
        Duration moment = candidate.settings().care().holdBack();
        if (!candidate.firm()
                || candidate.channel() == Channel.PHONE
                || moment == null
                || candidate.saying().priority() == Saying.STRONGEST) {
            return Optional.empty();
        }
        Instant until = candidate.asked().plus(moment);
        if (!candidate.at().isBefore(until) || !takesTheLast(candidate) || wouldCost(candidate, until)) {
            return Optional.empty();
        }
        return Phrases.until(
                until,
                HOLD_BACK,
                "It would take the last slot, and waits a moment for something more important.",
                "Il prendrait la dernière place, et attend un instant qu’un message plus important la demande.",
                Map.of("priority", candidate.saying().priority()));
    }

    private boolean wouldCost(Candidate candidate, Instant until) {
        Instant dropAfter = candidate.saying().dropAfter();
        return dropAfter != null && until.isAfter(dropAfter)
                || quietHours.refuses(candidate.movedTo(until)).isPresent();
    }

    /** The code of what only waits a moment: it is no refusal, even for what may not wait. */
    static final String HOLD_BACK = "priority_hold_back";

    private static boolean takesTheLast(Candidate candidate) {
        List<Instant> said =
                Caps.counted(candidate).stream().map(candidate::moment).toList();
        return Caps.all(candidate).stream()
                .anyMatch(cap -> cap.isLast(
                        said, candidate.at(), candidate.person().place().zone()));
    }

    private static String name(Said said) {
        return said.journey() == null ? String.valueOf(said.saying().template()) : said.journey();
    }

    private static Map<String, Object> inputs(Candidate candidate, Said winner) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("priority", candidate.saying().priority());
        inputs.put("competing", List.of(winner.told(candidate.asked())));
        return inputs;
    }
}
