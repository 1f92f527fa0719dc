package io.relance.segment.tally;

import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What the counts rest on: the half-life they were reckoned with, and whether they hold what people did before anything
 * was counted. What is owed is counted anew from the timeline.
 */
@Component
public class CountedWith {

    private final CountedWithRows rows;
    private final HalfLife halfLife;

    /** Once nothing is owed nothing will be, as long as this node runs: only a start brings another half-life. */
    private volatile boolean settled;

    CountedWith(CountedWithRows rows, HalfLife halfLife) {
        this.rows = rows;
        this.halfLife = halfLife;
    }

    /**
     * As a node starts: notes the half-life it counts with. Nodes that start at once come here one after the other, each
     * with its transaction.
     *
     * @return whether another one was counted with until now
     */
    public boolean begin() {
        settled = false;
        rows.lock();
        return rows.note(halfLife.seconds());
    }

    /** Whether everything is to be counted anew. */
    public boolean isOwed() {
        return !known().equals(CountedWithRows.State.SETTLED);
    }

    /**
     * Up to this number contacts were there before anything was counted and have not been since: where they belong is no
     * news, and nobody is told of it. Less than any number once all are counted.
     */
    public long unseenUpTo() {
        Long unseen = known().unseen();
        return unseen == null ? Long.MIN_VALUE : unseen;
    }

    /** Whether everything that people did is counted, so that what has been retired since is kept nowhere else. */
    boolean isWhole() {
        return known().unseen() == null;
    }

    private CountedWithRows.State known() {
        if (settled) {
            return CountedWithRows.State.SETTLED;
        }
        CountedWithRows.State state = rows.read();
        settled = state.equals(CountedWithRows.State.SETTLED);
        return state;
    }

    /** Everything is counted anew, of everybody. */
    public void settle(Instant now) {
        rows.settle(halfLife.seconds(), now);
    }
}
