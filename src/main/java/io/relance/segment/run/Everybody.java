package io.relance.segment.run;

import io.relance.contact.Contacts;
import io.relance.segment.living.Judge;
import io.relance.segment.living.Judge.Change;
import io.relance.segment.living.Moves;
import io.relance.segment.table.Ruling;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ranks everybody and decides for everybody where they belong: worked out in a few large statements that lock nobody,
 * written back in small ones. Whoever was touched meanwhile is looked at alone.
 */
@Component
class Everybody {

    /** People decided for in one statement: each reads all tallies once, and sums them up in memory. */
    private static final long PART = 1_000_000;
    /** People written back in one transaction: so long whoever acts may have to wait. */
    private static final int CHUNK = 1_000;

    private final EverybodyRows rows;
    private final Judge judge;
    private final Moves moves;
    private final Contacts contacts;
    private final TransactionOperations transactions;
    private final Clock clock;

    Everybody(
            EverybodyRows rows,
            Judge judge,
            Moves moves,
            Contacts contacts,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.judge = judge;
        this.moves = moves;
        this.contacts = contacts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** About how many there are: each is looked at, whether they ever bought or not. */
    long people() {
        return rows.people();
    }

    /** Whether there is anybody at all. */
    boolean isAnybodyThere() {
        return rows.isAnybodyThere();
    }

    /** Works out who would be where by these tables, and leaves it lying there. */
    void workOut(Ruling ruling, Progress progress) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> rows.rank(now));
        List<Long> bounds = rows.bounds(PART);
        progress.of(2L * bounds.size());
        progress.at("ranking", 1);
        rows.forgetStaged();
        long from = Long.MIN_VALUE;
        for (int i = 0; i < bounds.size(); i++) {
            long after = from;
            long upTo = bounds.get(i);
            transactions.executeWithoutResult(status -> rows.stage(ruling, now, after, upTo));
            from = upTo;
            progress.at("deciding", i + 1L);
        }
        rows.countStaged();
    }

    /** How many would enter and leave each segment, by its number: in what lies there worked out. */
    Map<Integer, long[]> counts() {
        return rows.counts();
    }

    /** Writes what lies there worked out; answers how many people it moved. */
    long write(boolean telling, Progress progress) {
        List<Long> bounds = rows.stagedBounds(CHUNK);
        long moved = 0;
        long from = Long.MIN_VALUE;
        for (int i = 0; i < bounds.size(); i++) {
            long after = from;
            long upTo = bounds.get(i);
            moved += transactions.execute(status -> write(after, upTo, telling));
            from = upTo;
            progress.of(2L * bounds.size());
            progress.at("writing", bounds.size() + i + 1L);
        }
        return moved;
    }

    private long write(long after, long upTo, boolean telling) {
        List<EverybodyRows.Staged> staged = rows.moved(after, upTo);
        if (telling && !staged.isEmpty()) {
            // Before their rows, as whoever records what they do.
            contacts.lock(staged.stream().map(EverybodyRows.Staged::contact).toList());
        }
        List<ContactId> passed = rows.apply(after, upTo);
        Map<ContactId, Change> changes = new HashMap<>();
        staged.forEach(each -> changes.put(each.contact(), Change.of(each.contact(), each.before(), each.segments())));
        passed.forEach(changes::remove);
        long moved = changes.size();
        List<Change> told = new ArrayList<>(changes.values());
        if (!passed.isEmpty()) {
            rows.rankAlone(passed);
            List<Change> alone = judge.judge(passed, clock.instant());
            moved += alone.size();
            told.addAll(alone);
        }
        if (telling) {
            moves.tell(told, clock.instant(), contact -> true);
        }
        return moved;
    }
}
