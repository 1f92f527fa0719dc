package io.relance.tracking;

import io.relance.shared.Channel;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What providers report, in our words; channels translate and call here. */
@Component
public class Reports {

    /** The message arrived. */
    public void delivered(long message, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** The message will never arrive; {@code suppress} names why its address must rest, null when it is not at fault. */
    public void undeliverable(long message, String code, String detail, String suppress, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** A person answered STOP: their number is silent for everybody who has it. {@code proof} is what they wrote. */
    public void stopped(Channel channel, String address, String proof, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** A person answered START: lifts the STOP, nothing else. */
    public void started(Channel channel, String address, String proof, Instant at) {
        throw new UnsupportedOperationException();
    }
}
