package io.relance.message;

import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The messages: queued against a permit, handed over by the sender, their state known to the end. */
@Component
public class Messages {

    /** Whether this channel can carry messages at all. */
    public boolean canCarry(Channel channel) {
        throw new UnsupportedOperationException();
    }

    /** Queues a message, or holds it until {@code permit.from()}; answers its id. */
    public long enqueue(Permit permit, Draft draft, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Keeps a message that may not be sent, as skipped with the refusal's reason, and the decision; answers its id. */
    public long skip(Refusal refusal, Draft draft, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Skips what a run has queued or held and not yet handed over: its journey ended or turned away. */
    public void withdraw(long enrolment, String reason, String detail, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** A message. */
    public Optional<Message> find(long id) {
        throw new UnsupportedOperationException();
    }

    /** The latest message of a run. */
    public Optional<Message> latest(long enrolment) {
        throw new UnsupportedOperationException();
    }

    /** The messages of a run, oldest first. */
    public List<Message> of(long enrolment) {
        throw new UnsupportedOperationException();
    }

    /** The person clicked in it; the first click stays. */
    public void clicked(long id, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** What the provider reports later: delivered, or failed with a reason. Ranks: a final state stays. */
    public void reported(long id, MessageState state, String reason, Instant at) {
        throw new UnsupportedOperationException();
    }
}
