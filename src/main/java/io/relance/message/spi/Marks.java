package io.relance.message.spi;

import java.util.OptionalLong;

/** Says which message of ours something that came back belongs to, by what only we can have written. */
public interface Marks {

    /** How many characters {@link #envelope} has. */
    int ENVELOPE_LENGTH = 29;

    /** What the envelope's sender carries for a message: letters and digits whose case does not matter. */
    String envelope(long message);

    /** The message whose envelope carried this; empty when it was not made by us. */
    OptionalLong ofEnvelope(String mark);

    /** The message whose Message-ID has this before its {@code @}; empty when it was not made by us. */
    OptionalLong ofMessageId(String local);

    /** The message whose unsubscribe address ends in this; empty when it was not made by us. */
    OptionalLong ofUnsubscribe(String token);
}
