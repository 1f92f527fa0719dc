package io.relance.shop.occasion;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Derives {@code Birthday}, {@code First Order Anniversary} and {@code Became Inactive}. Each is looked at when it may be
 * there, found by an index; nobody is ever searched.
 */
@Component
@Order(26)
class Occasions implements DueWork {

    private static final int BATCH = 500;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final OccasionRows rows;
    private final Looks looks;
    private final Contacts contacts;
    private final Timeline timeline;
    private final TransactionOperations transactions;

    Occasions(
            OccasionRows rows, Looks looks, Contacts contacts, Timeline timeline, TransactionOperations transactions) {
        this.rows = rows;
        this.looks = looks;
        this.contacts = contacts;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "occasions";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(10));
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.next();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.<Occasion>run(
                transactions,
                BATCH,
                most -> rows.take(contacts.lockFreeThemselves(rows.due(now, most)), now),
                occasions -> tell(occasions, now),
                occasion -> rows.write(Map.of(occasion, Look.later(occasion, now.plus(TRY_AGAIN)))));
    }

    private void tell(List<Occasion> occasions, Instant now) {
        Map<Occasion, Look> found = looks.at(occasions, now);
        rows.write(found);
        timeline.record(found.values().stream()
                .flatMap(look -> Stream.ofNullable(look.tell()))
                .toList());
    }
}
