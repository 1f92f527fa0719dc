package io.relance.pressure.hearing;

import io.relance.pressure.Saying;
import io.relance.pressure.hours.OpenHours;
import io.relance.pressure.policy.Candidate;
import io.relance.pressure.policy.Gate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What was held is not let go all at once when its hours begin: over a while, the strongest first, and of equals each a
 * little after the other.
 */
final class Spread {

    /** Steps of one rank; as many of equal strength have moments of their own. */
    private static final int STEPS = 1_000;

    private Spread() {}

    /** The answer, moved where it would fall on the moment at which many are let go. */
    static Gate.Answer over(Gate gate, Candidate candidate, Gate.Answer answer) {
        Duration whole = candidate.settings().care().spread();
        if (whole == null || answer.held() == null || !manyWaitFor(answer.from(), candidate)) {
            return answer;
        }
        Instant moved = answer.from().plus(share(whole, candidate));
        return gate.allows(candidate.movedTo(moved)) ? new Gate.Answer(null, moved, answer.held()) : answer;
    }

    private static boolean manyWaitFor(Instant moment, Candidate candidate) {
        ZoneId zone = candidate.person().place().zone();
        boolean midnight =
                moment.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant().equals(moment);
        return midnight
                || OpenHours.of(
                                candidate.settings(),
                                candidate.channel(),
                                candidate.messageClass(),
                                candidate.person().place())
                        .flatMap(hours -> hours.openedBefore(moment))
                        .filter(moment::equals)
                        .isPresent();
    }

    private static Duration share(Duration whole, Candidate candidate) {
        long weaker = Saying.STRONGEST - candidate.saying().priority();
        long step = Math.floorMod(String.valueOf(candidate.person().address()).hashCode(), STEPS);
        long ranks = (Saying.STRONGEST + 1L) * STEPS;
        return Duration.ofMillis(whole.toMillis() * (weaker * STEPS + step) / ranks);
    }
}
