package io.relance.message;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is still to be handed over. */
@Component
class Outbox {

    private static final String CLAIM = SqlFile.read("claim");

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Outbox(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** The earliest moment a message is due. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select due_at from message.outbox order by due_at limit 1")
                .query((row, number) -> Moments.read(row, "due_at"))
                .optional();
    }

    /** Takes up to {@code limit} due messages for this owner until the lease ends, oldest first. */
    List<Claimed> claim(UUID owner, Instant now, Instant lease, int limit) {
        List<Claimed> claimed = jdbc.sql(CLAIM)
                .param("now", Moments.sql(now))
                .param("limit", limit)
                .param("lease", Moments.sql(lease))
                .param("owner", owner)
                .query(MessageRows::claimed)
                .list();
        return claimed.stream().sorted(Comparator.comparingLong(Claimed::id)).toList();
    }

    /** Says that this owner is still at work. */
    void renew(UUID owner, Instant lease) {
        jdbc.sql("update message.outbox set due_at = :lease where owner = :owner")
                .param("lease", Moments.sql(lease))
                .param("owner", owner)
                .update();
    }

    /** Notes that the hand-over of these begins now; answers those this owner still holds, and only they may leave. */
    Set<Long> leaving(UUID owner, Collection<Long> ids, Instant now) {
        return jdbc.sql("update message.outbox set tried_at = :now where owner = :owner and id in (:ids) returning id")
                .param("now", Moments.sql(now))
                .param("owner", owner)
                .param("ids", ids)
                .query(Long.class)
                .set();
    }

    /** Locks those of these messages that this owner still holds. */
    Set<Long> stillOwned(UUID owner, Collection<Long> ids) {
        return jdbc.sql("select id from message.outbox where owner = :owner and id in (:ids) order by id for update")
                .param("owner", owner)
                .param("ids", ids)
                .query(Long.class)
                .set();
    }

    /** Forgets messages that are settled. */
    void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from message.outbox where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    /** One that goes on waiting. */
    record Waiting(long id, MessageState state, String reason, Instant due, int attempts) {}

    /** Gives messages back: they wait for their next moment. */
    void release(List<Waiting> rows) {
        batch.batchUpdate(
                """
                update message.outbox set state = ?, reason = ?, due_at = ?, attempts = ?, owner = null
                where id = ?""",
                rows.stream()
                        .map(row -> new Object[] {
                            row.state().code(), row.reason(), Moments.sql(row.due()), row.attempts(), row.id()
                        })
                        .toList());
    }

    /** Takes out what runs have waiting and nobody has in hand; answers the ids with their runs. */
    Map<Long, Long> withdraw(Collection<Long> enrolments) {
        Map<Long, Long> taken = new TreeMap<>();
        jdbc.sql(
                        """
                delete from message.outbox where enrolment = any(:enrolments) and state in ('queued', 'held')
                returning id, enrolment""")
                .param("enrolments", enrolments.toArray(Long[]::new))
                .query(row -> {
                    taken.put(row.getLong(1), row.getLong(2));
                });
        return taken;
    }

    /** Forgets a message whose hand-over was in doubt, now that the provider spoke; whether there was one. */
    boolean noLongerInDoubt(long id) {
        return jdbc.sql("delete from message.outbox where id = :id and state = 'in_doubt'")
                        .param("id", id)
                        .update()
                > 0;
    }
}
