package io.relance.loyalty;

import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(PointsDue.class);
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
        int size = BATCH;
        boolean more = true;
        while (more) {
            List<ContactId> taken = new ArrayList<>();
            try {
                int most = size;
                transactions.executeWithoutResult(status -> {
                    // A person is locked before anything of theirs; who is busy comes with the next look.
                    taken.addAll(balances.lockDue(contacts.lockFree(balances.due(now, most)), now));
                    tell(taken, now);
                });
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                size = afterFailure(taken, now, e);
            }
        }
    }

    private void tell(List<ContactId> taken, Instant now) {
        List<NewActivity> news = taken.isEmpty() ? List.of() : book.tell(taken, now);
        if (!news.isEmpty()) {
            timeline.record(news);
        }
    }

    /** Cuts the batch down until the one person who cannot be settled stands alone and is put off; the new size. */
    private int afterFailure(List<ContactId> taken, Instant now, RuntimeException failure) {
        if (taken.isEmpty()) {
            throw failure;
        }
        if (taken.size() > 1) {
            return taken.size() / 2;
        }
        log.warn("the points of contact {} cannot be settled", taken.get(0).value(), failure);
        balances.putOff(taken.get(0), now.plus(TRY_AGAIN));
        return BATCH;
    }
}
