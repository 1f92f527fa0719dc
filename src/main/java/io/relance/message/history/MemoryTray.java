package io.relance.message.history;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Tray;
import io.relance.message.history.MessageTable.Entry;
import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Messages that one transaction queues, holds or skips: they stand in memory, with their ids, until {@link #write} puts
 * all of them into history and outbox at once. Of one transaction and one thread.
 */
class MemoryTray implements Tray {

    private final MessageTable table;
    private final Consumer<Decision> decisions;
    private final Deque<Long> numbers = new ArrayDeque<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Message> latest = new HashMap<>();
    private int expected;

    /** @param decisions takes what is decided about people, to be recorded with the rest */
    MemoryTray(MessageTable table, Consumer<Decision> decisions) {
        this.table = table;
        this.decisions = decisions;
    }

    @Override
    public void expect(int more) {
        expected += more;
    }

    @Override
    public long enqueue(Permit permit, Draft draft, Instant now) {
        if (permit.from().isAfter(now)) {
            MessageDecisions.decision(draft, Outcome.HELD, permit.waits(), permit.from(), now)
                    .ifPresent(decisions);
            return add(draft, permit, MessageState.HELD, permit.heldFor(), permit.from(), now);
        }
        return add(draft, permit, MessageState.QUEUED, null, now, now);
    }

    @Override
    public long skip(Refusal refusal, Draft draft, Instant now) {
        MessageDecisions.decision(draft, Outcome.SKIPPED, refusal.why(), refusal.next(), now)
                .ifPresent(decisions);
        return add(draft, null, MessageState.SKIPPED, refusal.reason(), null, now);
    }

    private long add(Draft draft, Permit permit, MessageState state, String reason, Instant due, Instant now) {
        // What PostgreSQL keeps: rounded up, it might fall into the second after the id's.
        Instant queued = now.truncatedTo(ChronoUnit.MICROS);
        long id = MessageNumbers.id(queued, number());
        entries.add(new Entry(id, draft, permit, state, reason, due, queued));
        if (draft.step() != null) {
            latest.put(draft.step().enrolment(), message(id, draft, state, reason, queued));
        }
        return id;
    }

    private static Message message(long id, Draft draft, MessageState state, String reason, Instant queued) {
        return new Message(
                id,
                draft.contact(),
                draft.step(),
                draft.channel(),
                draft.template(),
                state,
                reason,
                queued,
                null,
                null);
    }

    @Override
    public Message latest(long enrolment) {
        return latest.get(enrolment);
    }

    private long number() {
        if (numbers.isEmpty()) {
            numbers.addAll(table.newNumbers(Math.max(1, expected)));
            expected = 0;
        }
        return numbers.remove();
    }

    @Override
    public void write() {
        if (!entries.isEmpty()) {
            table.addAll(entries);
            entries.clear();
            latest.clear();
        }
    }
}
