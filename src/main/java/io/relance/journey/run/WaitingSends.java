package io.relance.journey.run;

import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.MessagesSettled;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;


/** Tokens that stay on a send step until their message is settled. */
@Component
public class WaitingSends {

    /** A token on a send step, and the execution that holds it. */
    public record Token(long message, long enrolment, String step, String execution) {}

    /**
     * A token whose message is settled.
     *
     * @param contact whose run it is
     * @param instance the engine's process instance; null when it is gone
     */
    public record Settled(
            long message,
            long enrolment,
            ContactId contact,
            String instance,
            String step,
            String execution,
            String state,
            int attempts) {}

    private final WaitingSendTable table;
    private final Clock clock;

    WaitingSends(WaitingSendTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Keeps tokens. */
    public void add(List<Token> tokens) {
        table.add(tokens);
    }

    /** Only notes it: the sender's batch must not fail because a journey cannot go on. */
    @EventListener
    void on(MessagesSettled batch) {
        List<MessageSettled> settled = batch.messages().stream()
                .filter(message -> message.step() != null && message.state() != MessageState.DELIVERED)
                .toList();
        if (!settled.isEmpty()) {
            table.settled(settled, clock.instant());
        }
    }

    /** The earliest moment a token may move on. */
    public Optional<Instant> nextDue() {
        return table.nextDue();
    }

    /** Settled ones that are due, locked, so that nobody else takes them in this transaction. */
    public List<Settled> take(Instant now, int limit) {
        return table.take(now, limit);
    }

    /** These tokens moved on. */
    public void remove(List<Settled> settled) {
        table.remove(settled);
    }

    /** Whether the run waits on that step for another message, too. */
    public boolean waitsForAnother(Settled settled) {
        return table.waitsForAnother(settled);
    }

    /** The token could not move on and is tried again then. */
    public void putOff(Settled settled, Instant next) {
        table.putOff(settled, next);
    }
}
