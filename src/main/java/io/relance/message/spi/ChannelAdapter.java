package io.relance.message.spi;

import io.relance.shared.Channel;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A way out: one per channel. Called outside of any transaction; never retries by itself. */
public interface ChannelAdapter {

    /** The channel it serves. */
    Channel channel();

    /** Whether the settings it needs are there; when not, messages are refused, nothing else suffers. */
    boolean configured();

    /**
     * Hands messages over; one answer per message, in the same order. Does not throw for a message's sake. {@code goOn}
     * is asked before each but the first: after a no, none is begun, and the rest is answered as not tried.
     */
    List<HandOver> handOver(List<Outgoing> messages, BooleanSupplier goOn);

    /**
     * The node's time is up: what is under way in other threads is broken off, and answered there as in doubt or not
     * tried.
     */
    default void hangUp() {}

    /** How many it is given at once; so many may be in doubt after a crash although they had not left yet. */
    default int atOnce() {
        return 1;
    }

    /** Whether a message in doubt may be handed over again: its receiver can tell that it is the same one. */
    default boolean mayRepeat() {
        return false;
    }

    /**
     * What became of a message whose hand-over is in doubt; empty when the provider does not know of it, or never can
     * tell. Throws when it could not be asked now.
     */
    default Optional<HandOver> lookUp(Outgoing message) {
        return Optional.empty();
    }
}
