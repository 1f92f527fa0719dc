package io.relance.message.sending;

import static io.relance.message.sql.Columns.numbers;

import io.relance.message.sql.Moments;
import io.relance.message.sql.SqlFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What nodes have in hand, one row per batch. Only who holds the row may hand over and settle; whose lease runs out
 * loses it, and the messages wait again: in doubt where their hand-over had begun.
 */
@Component
class InHand {

    private static final String TAKE_BACK = SqlFile.read("take-back");

    private final JdbcClient jdbc;
    private final SignOfLife signOfLife;

    InHand(JdbcClient jdbc, SignOfLife signOfLife) {
        this.jdbc = jdbc;
        this.signOfLife = signOfLife;
    }

    /** Says that these owners are still at work. */
    void renew(Collection<UUID> owners, Instant lease) {
        jdbc.sql("update message.in_hand set lease_until = :lease where owner = any(:owners)")
                .param("lease", Moments.sql(lease))
                .param("owners", owners.toArray(UUID[]::new))
                .update();
    }

    /** When the next lease ends. */
    Optional<Instant> nextLease() {
        return jdbc.sql("select lease_until from message.in_hand order by lease_until limit 1")
                .query((row, number) -> Moments.read(row.getObject("lease_until", OffsetDateTime.class)))
                .optional();
    }

    /**
     * Takes back what owners whose lease has run out had in hand, except those; answers how many messages wait again.
     */
    int takeBack(Instant now, Collection<UUID> except) {
        return jdbc.sql(TAKE_BACK)
                .param("now", Moments.sql(now))
                .param("except", except.toArray(UUID[]::new))
                .param("own", signOfLife.number())
                .update();
    }

    /**
     * Notes that the hand-over of these begins now; answers those that may leave: all but what was taken out of the hand.
     * Empty when this owner holds them no longer.
     */
    Optional<Set<Long>> leaving(UUID owner, Collection<Long> ids, Instant now) {
        return jdbc.sql(
                        """
                        update message.in_hand set leaving = leaving || :ids::bigint[], left_at = :now
                        where owner = :owner returning array(select unnest(:ids::bigint[]) except select unnest(settled))""")
                .param("ids", numbers(ids))
                .param("now", Moments.sql(now))
                .param("owner", owner)
                .query((row, number) -> Set.of((Long[]) row.getArray(1).getArray()))
                .optional();
    }

    /** Takes messages out of whosever hand they are in: what has not begun to leave does not leave any more. */
    void takeOut(Collection<Long> ids) {
        jdbc.sql("update message.in_hand set settled = settled || :ids::bigint[] where ids && :ids::bigint[]")
                .param("ids", numbers(ids))
                .update();
    }

    /** Puts a whole batch down; whether this owner still held it. */
    boolean finish(UUID owner) {
        return jdbc.sql("delete from message.in_hand where owner = :owner")
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /** Puts some of a batch down; whether this owner still held it. */
    boolean putDown(UUID owner, Collection<Long> ids) {
        return jdbc.sql("update message.in_hand set settled = settled || :ids::bigint[] where owner = :owner")
                        .param("ids", numbers(ids))
                        .param("owner", owner)
                        .update()
                == 1;
    }
}
