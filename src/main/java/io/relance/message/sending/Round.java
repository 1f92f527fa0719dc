package io.relance.message.sending;

import java.time.Duration;
import java.util.List;

/**
 * What one batch tells about its channel.
 *
 * @param taken how many messages it had in hand
 * @param answered whether the provider answered for any of them
 * @param down whether the provider took nothing more
 * @param pause how long the provider asks to be left alone; null when it does not say
 */
record Round(int taken, boolean answered, boolean down, Duration pause) {

    static final Round NOTHING = new Round(0, false, false, null);

    /** What those tell that were given to the channel; what became of the others says nothing about it. */
    static Round of(int taken, List<Settled> handed) {
        boolean answered = handed.stream().anyMatch(each -> answered(each.outcome()));
        List<Outcome.Untouched> refused = handed.stream()
                .filter(each -> each.outcome() instanceof Outcome.Untouched)
                .map(each -> (Outcome.Untouched) each.outcome())
                .filter(Outcome.Untouched::down)
                .toList();
        Duration pause = refused.stream()
                .map(Outcome.Untouched::pause)
                .filter(each -> each != null)
                .max(Duration::compareTo)
                .orElse(null);
        return new Round(taken, answered, !refused.isEmpty(), pause);
    }

    /** A no to one message is an answer, too. */
    private static boolean answered(Outcome outcome) {
        return outcome instanceof Outcome.Sent
                || outcome instanceof Outcome.Again
                || outcome instanceof Outcome.Failed failed && failed.reason().equals(HandingOver.REJECTED);
    }
}
