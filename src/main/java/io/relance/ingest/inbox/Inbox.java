package io.relance.ingest.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where events wait, durable, until the timeline has them. */
@Component
public class Inbox {

    private final Arrivals arrivals;
    private final RejectedTable rejected;
    private final IntakeCounters counters;
    private final TransactionTemplate transaction;
    private final InboxPoller poller;
    private final InboxRoom room;

    Inbox(
            @Qualifier("intakeArrivals") Arrivals arrivals,
            @Qualifier("intakeRejected") RejectedTable rejected,
            @Qualifier("intakeTransaction") TransactionTemplate transaction,
            IntakeCounters counters,
            InboxPoller poller,
            @Qualifier("inboxRoom") InboxRoom room) {
        this.arrivals = arrivals;
        this.rejected = rejected;
        this.transaction = transaction;
        this.counters = counters;
        this.poller = poller;
        this.room = room;
    }

    /**
     * Makes what one source sent durable, in this order and each messageId once; committed when this returns. Throws
     * {@link org.springframework.dao.DataAccessException} or
     * {@link org.springframework.transaction.TransactionException} when the database cannot take it now.
     */
    public void store(String source, List<Received> received) {
        try {
            write(source, received);
            poller.arrived();
        } catch (DataIntegrityViolationException e) {
            storeApart(source, received, e);
        }
    }

    /** One event that the database will never take must not keep the client resending the others for ever. */
    private void storeApart(String source, List<Received> received, DataIntegrityViolationException why) {
        if (received.size() == 1) {
            if (!(received.get(0) instanceof Event event)) {
                throw why;
            }
            String detail = "the database cannot store it: "
                    + why.getMostSpecificCause().getMessage();
            store(source, List.of(new Rejection(event.receivedAt(), source, "not_storable", detail, event.payload())));
            return;
        }
        int half = received.size() / 2;
        store(source, received.subList(0, half));
        store(source, received.subList(half, received.size()));
    }

    private void write(String source, List<Received> received) {
        List<Rejection> rejections = new ArrayList<>();
        Map<String, Event> events = new LinkedHashMap<>();
        int sent = 0;
        for (Received one : received) {
            if (one instanceof Event event) {
                events.putIfAbsent(event.messageId(), event);
                sent++;
            } else {
                rejections.add((Rejection) one);
            }
        }
        int duplicates = sent - events.size();
        if (rejections.isEmpty()) {
            // One statement commits by itself.
            add(source, events.values(), duplicates);
        } else {
            transaction.executeWithoutResult(status -> {
                rejected.add(rejections);
                add(source, events.values(), duplicates);
            });
        }
    }

    private void add(String source, Collection<Event> events, int duplicates) {
        int fresh = arrivals.addNew(source, List.copyOf(events));
        counters.countTaken(source, fresh, duplicates + events.size() - fresh);
    }

    /** Whether so much waits that nothing more should come in for now. */
    public boolean isFull() {
        return room.isFull();
    }

    /** The events set aside last, newest first. */
    public List<Rejection> rejected(int limit) {
        return rejected.newest(limit);
    }

    /** Carries those again that could not be recorded, now that the cause may be gone; says how many. */
    public int carryAgain() {
        return rejected.carryAgain();
    }
}
