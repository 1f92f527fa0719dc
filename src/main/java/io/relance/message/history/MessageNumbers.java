package io.relance.message.history;

import java.time.Instant;

/** A message's id says in which second it was queued, so that looking one up reads one month only. */
public final class MessageNumbers {

    private static final long EPOCH = 1_577_836_800;
    private static final int NUMBER_BITS = 22;

    private MessageNumbers() {}

    /** The id of a message queued in that second, with a number no other message of that second has. */
    public static long id(Instant queued, long number) {
        return ((queued.getEpochSecond() - EPOCH) << NUMBER_BITS) | number;
    }

    /** The second in which the message was queued. */
    public static Instant second(long id) {
        return Instant.ofEpochSecond(EPOCH + (id >> NUMBER_BITS));
    }
}
