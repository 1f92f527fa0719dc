package io.relance.message;

import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import java.time.Instant;

/** Messages that one transaction queues, holds or skips; of one transaction and one thread. */
public interface Tray {

    /** Says that so many more messages are likely to come. */
    void expect(int more);

    /** Queues a message, or holds it until {@code permit.from()}; answers its id. */
    long enqueue(Permit permit, Draft draft, Instant now);

    /** Keeps a message that may not be sent, as skipped with the refusal's reason, and the decision; answers its id. */
    long skip(Refusal refusal, Draft draft, Instant now);

    /** The latest message of a run that stands here; null when there is none. */
    Message latest(long enrolment);

    /** Writes what was queued so far, in the caller's transaction. */
    void write();
}
