package io.relance.journey.word;

import io.relance.message.Message;

/** What the present command has queued and not yet written. */
public interface Queued {

    /** The latest message of a run, where this command queued or skipped it; else null. */
    Message latest(long enrolment);

    /** Writes what would change the answer of whoever reads messages or points now. */
    void settle();
}
