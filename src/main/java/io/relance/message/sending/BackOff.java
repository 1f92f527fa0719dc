package io.relance.message.sending;

import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.pressure.Why;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When to try a message again that the provider put off. */
@Component
class BackOff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Duration AFTER_ASKED = Duration.ofSeconds(20);

    private final Sending settings;

    BackOff(Sending settings) {
        this.settings = settings;
    }

    /** The next try, or the end of trying. */
    Outcome after(Claimed message, Deferred deferred, Instant now) {
        int attempts = message.attempts() + 1;
        Instant next = now.plus(
                deferred.pause() == null
                        ? pause(message.id(), attempts)
                        : asked(deferred.pause(), message.id(), attempts));
        boolean enough = attempts >= settings.attempts()
                || next.isAfter(message.firstTriedAt().plus(settings.giveUpAfter()));
        return enough
                ? new Outcome.Failed(
                        Why.of(
                                "channel_unavailable",
                                "It could not be handed over in " + attempts + " attempts; the last answer was: "
                                        + deferred.detail(),
                                "Il n’a pas pu être remis en " + attempts + " essais ; la dernière réponse était : « "
                                        + deferred.detail() + " »."),
                        null)
                : new Outcome.Again(next, attempts);
    }

    /** One that was not begun is due at once, or when the provider asks; but not for ever. */
    Outcome untouched(Claimed message, NotTried why, Instant now) {
        Instant due = why.pause() == null ? now : now.plus(asked(why.pause(), message.id(), message.attempts()));
        return now.isAfter(message.firstTriedAt().plus(settings.giveUpAfter()))
                ? new Outcome.Failed(
                        Why.of(
                                "channel_unavailable",
                                "It could not be handed over in time: " + why.detail() + ".",
                                "Il n’a pas pu être remis à temps : « " + why.detail() + " »."),
                        null)
                : new Outcome.Untouched(due, why.detail(), why.down(), why.pause());
    }

    /** Doubles each time and differs by up to a fifth from message to message, the same way whenever it is asked. */
    static Duration pause(long id, int attempts) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, 10);
        long pause = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(pause + pause * (spread(id, attempts) - 200) / 1000);
    }

    /** Never sooner than the provider asks, and not everybody at once when it is over. */
    private static Duration asked(Duration pause, long id, int attempts) {
        long over = Math.max(AFTER_ASKED.toMillis(), pause.toMillis() / 2);
        return pause.plusMillis(over * spread(id, attempts) / 400);
    }

    /** 0 to 400. */
    private static long spread(long id, int attempts) {
        return Math.floorMod(id * 31 + attempts, 401);
    }
}
