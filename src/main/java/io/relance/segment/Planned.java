package io.relance.segment;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records what was planned for the members of a segment, each once: how far it is stands in the row that plans it, and is
 * written with what it records. A part that fails is cut down until one member stands alone, who is left out.
 */
@Component
@Order(27)
class Planned implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Planned.class);
    private static final int BATCH = 500;

    private final PlannedRows rows;
    private final MemberRows members;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    Planned(PlannedRows rows, MemberRows members, Timeline timeline, TransactionOperations transactions) {
        this.rows = rows;
        this.members = members;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "planned activities";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        int size = BATCH;
        boolean more = true;
        while (more) {
            int most = size;
            AtomicReference<PlannedRows.Plan> taken = new AtomicReference<>();
            try {
                more = Boolean.TRUE.equals(transactions.execute(status -> step(now, most, taken)));
                size = Math.min(BATCH, 2 * most);
            } catch (RuntimeException e) {
                if (taken.get() == null) {
                    throw e;
                }
                if (most == 1) {
                    transactions.executeWithoutResult(status -> leaveOut(taken.get(), e));
                }
                size = Math.max(1, most / 2);
            }
        }
    }

    private boolean step(Instant now, int most, AtomicReference<PlannedRows.Plan> taken) {
        Optional<PlannedRows.Plan> due = rows.take(now);
        due.ifPresent(plan -> {
            taken.set(plan);
            List<ContactId> next = members.members(plan.segment(), plan.upTo(), most);
            if (!next.isEmpty()) {
                timeline.record(next.stream()
                        .map(contact ->
                                new NewActivity(contact, now, plan.name(), plan.properties(), "segment-plan", true))
                        .toList());
            }
            long upTo = next.isEmpty() ? plan.upTo() : next.get(next.size() - 1).value();
            rows.advance(plan.id(), upTo, next.size(), next.size() < most ? now : null);
        });
        return due.isPresent();
    }

    /** The next member alone: nobody else, and no other plan, is to wait for what cannot be recorded of them. */
    private void leaveOut(PlannedRows.Plan plan, RuntimeException cause) {
        List<ContactId> next = members.members(plan.segment(), plan.upTo(), 1);
        if (next.isEmpty()) {
            throw cause;
        }
        log.error(
                "{} cannot be recorded for contact {}, who is left out of plan {}",
                plan.name(),
                next.get(0).value(),
                plan.id(),
                cause);
        rows.leaveOut(plan, next.get(0).value());
    }
}
