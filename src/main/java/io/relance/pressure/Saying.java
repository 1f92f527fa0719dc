package io.relance.pressure;

import java.time.Instant;

/**
 * What would be said, as far as the gate looks at it.
 *
 * @param template the message template; null for what has none
 * @param key the cart or order it is about, with its kind; null when none: then the same may be said again
 * @param offer the offer it makes; null when none
 * @param topic the topic people may switch off; null when none
 * @param priority 0 to 100, the strongest; of the messages that compete for a slot the stronger has it
 * @param waits whether it may be said later than asked for; what may not is refused where it would be held
 * @param dropAfter later than this it is not worth saying; null when late is better than never
 */
public record Saying(
        String template,
        String key,
        String offer,
        String topic,
        JourneyClass journeyClass,
        int priority,
        boolean waits,
        Instant dropAfter) {

    /** The strongest there is: nothing can come that it would have to wait for. */
    public static final int STRONGEST = 100;

    /** Nothing in particular. */
    public static final Saying ANYTHING = new Saying(null, null, null, null, JourneyClass.STANDARD, 50, true, null);

    public Saying {
        if (priority < 0 || priority > STRONGEST) {
            throw new IllegalArgumentException("priority is " + priority + "; accepted: 0 to " + STRONGEST);
        }
    }
}
