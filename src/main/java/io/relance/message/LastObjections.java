package io.relance.message;

import io.relance.pressure.Why;
import java.util.Map;

/** Port: what a room above knows that speaks against messages just before they are handed over. */
public interface LastObjections {

    /** Why not, by the message's id; one that nothing speaks against is missing. Asked for a batch at a time. */
    Map<Long, Why> to(Map<Long, Draft> messages);
}
