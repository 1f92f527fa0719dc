package io.relance.loyalty;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes off points that run out, lets tiers fall whose orders no longer count, and tells of tiers reached and lost:
 * once the journeys have heard of what caused it, since that was written before.
 */
@Component
@Order(22)
class PointsDue implements DueWork {

    private static final int BATCH = 500;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final Balances balances;
    private final PointsBook book;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    PointsDue(
            Balances balances,
            PointsBook book,
            Contacts contacts,
            Timeline timeline,
            TransactionOperations transactions) {
        this.balances = balances;
        this.book = book;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "points";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return balances.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<ContactId>run(
                transactions,
                BATCH,
                // A person is locked before anything of theirs; who is busy comes with the next look.
                most -> balances.lockDue(contacts.lockFree(balances.due(now, most)), now),
                due -> tell(due, now),
                contact -> balances.putOff(contact, now.plus(TRY_AGAIN)));
    }

    private void tell(List<ContactId> due, Instant now) {
        List<NewActivity> news = book.tell(due, now);
        if (!news.isEmpty()) {
            timeline.record(news);
        }
    }
}
