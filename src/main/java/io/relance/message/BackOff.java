package io.relance.message;

import io.relance.message.spi.HandOver.Deferred;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When to try a message again that the provider put off. */
@Component
class BackOff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Sending settings;

    BackOff(Sending settings) {
        this.settings = settings;
    }

    /** The next try, or the end of trying. */
    Outcome after(Claimed message, Deferred deferred, Instant now) {
        int attempts = message.attempts() + 1;
        Instant next = now.plus(deferred.pause() == null ? pause(message.id(), attempts) : deferred.pause());
        boolean enough = attempts >= settings.attempts()
                || next.isAfter(message.firstTriedAt().plus(settings.giveUpAfter()));
        return enough
                ? new Outcome.Failed(
                        "channel_unavailable",
                        "It could not be handed over in " + attempts + " attempts; the last answer was: "
                                + deferred.detail(),
                        null)
                : new Outcome.Again(next, attempts);
    }

    /** Doubles each time and differs by up to a fifth from message to message, the same way whenever it is asked. */
    static Duration pause(long id, int attempts) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, 10);
        long pause = Math.min(doubled, LONGEST.toMillis());
        long jitter = Math.floorMod(id * 31 + attempts, 401) - 200;
        return Duration.ofMillis(pause + pause * jitter / 1000);
    }
}
