package io.relance.segment;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records what was planned for the members of a segment, each once: how far it is stands in the row that plans it, and is
 * written with what it records.
 */
@Component
@Order(27)
class Planned implements DueWork {

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
        boolean more;
        do {
            more = Boolean.TRUE.equals(transactions.execute(status -> step(now)));
        } while (more);
    }

    private boolean step(Instant now) {
        Optional<PlannedRows.Plan> due = rows.take(now);
        due.ifPresent(plan -> {
            List<ContactId> next = members.members(plan.segment(), plan.upTo(), BATCH);
            if (!next.isEmpty()) {
                timeline.record(next.stream()
                        .map(contact ->
                                new NewActivity(contact, now, plan.name(), plan.properties(), "segment-plan", true))
                        .toList());
            }
            long upTo = next.isEmpty() ? plan.upTo() : next.get(next.size() - 1).value();
            rows.advance(plan.id(), upTo, next.size(), next.size() < BATCH ? now : null);
        });
        return due.isPresent();
    }
}
