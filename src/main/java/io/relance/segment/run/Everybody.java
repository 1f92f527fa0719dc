package io.relance.segment.run;

import io.relance.contact.Contacts;
import io.relance.segment.living.Judge;
import io.relance.segment.living.Judge.Change;
import io.relance.segment.living.Moves;
import io.relance.segment.run.EverybodyRows.Met;
import io.relance.segment.run.EverybodyRows.Staged;
import io.relance.segment.table.Moving;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** People who were touched meanwhile and are looked at together: of a thousand it was two in the benchmark. */
    private static final int ALONE = 100;

    /** Of a whole run, in hundredths: what is worked out; of that, what ranking takes. */
    private static final int WORKED_OUT = 60;

    private static final int RANKED = 35;

    private final EverybodyRows rows;
    private final SegmentTables tables;
    private final Ranking ranking;
    private final Judge judge;
    private final Moves moves;
    private final Contacts contacts;
    private final TransactionOperations transactions;
    private final Clock clock;

    Everybody(
            EverybodyRows rows,
            SegmentTables tables,
            Ranking ranking,
            Judge judge,
            Moves moves,
            Contacts contacts,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.tables = tables;
        this.ranking = ranking;
        this.judge = judge;
        this.moves = moves;
        this.contacts = contacts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Ranks everybody and puts them where the tables that are on want them; answers how many that moved.
     *
     * @param telling whether they are told of; those never are whom changed tables have not moved before
     */
    long reckon(boolean telling, Progress progress) {
        ranking.begun();
        SegmentTables.Now on = tables.now();
        workOut(on.ruling(), progress.part(0, WORKED_OUT));
        return write(on.moving(), telling, progress.part(WORKED_OUT, 100));
    }

    /** Works out who would be where by these tables, and leaves it lying there. */
    void workOut(Ruling ruling, Progress progress) {
        progress.at("ranking", 0);
        // Apart, so that nobody waits for the tables longer than for an instant.
        rows.forgetStaged();
        transactions.executeWithoutResult(status -> workOut(ruling, clock.instant(), progress));
        rows.countStaged();
    }

    /**
     * Orders are summed up for the ranks and read again for the segments. Of whoever buys in between the row's revision
     * has to be the one before as well, or what was worked out without that order would be taken for the latest.
     */
    private void workOut(Ruling ruling, Instant now, Progress progress) {
        rows.asOfOneMoment();
        rows.rank(now);
        List<Long> bounds = rows.bounds(PART);
        Progress deciding = progress.part(RANKED, 100);
        deciding.of(bounds.size());
        long from = Long.MIN_VALUE;
        for (int i = 0; i < bounds.size(); i++) {
            deciding.at("deciding", i);
            rows.stage(ruling, now, from, bounds.get(i));
            from = bounds.get(i);
        }
    }

    /** How many would enter and leave each segment, by its number: in what lies there worked out. */
    Map<Integer, long[]> counts() {
        return rows.counts();
    }

    /** Forgets what lies there. */
    void forget() {
        rows.forgetStaged();
    }

    /** Writes what lies there worked out; answers how many people it moved. */
    private long write(Moving moving, boolean telling, Progress progress) {
        List<Long> bounds = rows.stagedBounds(CHUNK);
        progress.of(bounds.size());
        long moved = 0;
        long from = Long.MIN_VALUE;
        List<ContactId> passed = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            progress.at("writing", i);
            long after = from;
            long upTo = bounds.get(i);
            moved += transactions.execute(status -> writeUntouched(after, upTo, moving, telling, passed));
            // While tables change, nobody is kept from being told of longer than it takes to write a part.
            if (passed.size() >= ALONE || moving.isOpen() || i == bounds.size() - 1) {
                moved += lookAlone(passed, telling);
                passed.clear();
            }
            if (moving.isOpen()) {
                tables.reached(moving, upTo);
            }
            from = upTo;
        }
        if (moving.isOpen()) {
            tables.reached(moving, moving.upTo());
        }
        rows.forgetStaged();
        return moved;
    }

    private long writeUntouched(long after, long upTo, Moving moving, boolean telling, List<ContactId> passed) {
        List<Staged> staged = rows.moved(after, upTo);
        if (!telling || staged.isEmpty()) {
            rows.asSoonAsMayBe();
        } else {
            // Before their rows, as whoever records what they do.
            contacts.lock(staged.stream().map(Staged::contact).toList());
        }
        Set<ContactId> written = new HashSet<>();
        Set<ContactId> imported = new HashSet<>();
        for (Met each : rows.writeFree(after, upTo)) {
            (each.passed() ? passed : written).add(each.contact());
            if (each.imported()) {
                imported.add(each.contact());
            }
        }
        List<Change> changes = staged.stream()
                .filter(each -> written.contains(each.contact()))
                .map(each -> Change.of(each.contact(), each.before(), each.segments())
                        .during(moving))
                .toList();
        if (telling) {
            moves.tell(changes, clock.instant(), contact -> !imported.contains(contact));
        }
        return changes.size();
    }

    /** In a transaction of its own: whoever has one of their rows must be waited for before any other row is had. */
    private long lookAlone(List<ContactId> passed, boolean telling) {
        return passed.isEmpty()
                ? 0
                : transactions.execute(status -> {
                    contacts.lock(passed);
                    Set<ContactId> imported = rows.rankAlone(passed);
                    List<Change> changes = judge.judge(passed, clock.instant());
                    if (telling) {
                        moves.tell(changes, clock.instant(), contact -> !imported.contains(contact));
                    }
                    return (long) changes.size();
                });
    }
}
