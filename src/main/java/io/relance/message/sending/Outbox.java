package io.relance.message.sending;

import static io.relance.message.sql.Columns.counts;
import static io.relance.message.sql.Columns.moments;
import static io.relance.message.sql.Columns.numbers;
import static io.relance.message.sql.Columns.texts;

import io.relance.message.MessageState;
import io.relance.message.sql.Moments;
import io.relance.message.sql.SqlFile;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits to be handed over. A row is written once and deleted once: whoever takes a message takes it out. */
@Component
class Outbox {

    private static final String CLAIM = SqlFile.read("claim");
    private static final String WAIT = SqlFile.read("wait");

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The earliest moment a message of this channel is due. */
    Optional<Instant> nextDue(Channel channel) {
        return jdbc.sql("select due_at from message.outbox where channel = :channel order by due_at limit 1")
                .param("channel", channel.code())
                .query((row, number) -> Moments.read(row.getObject("due_at", OffsetDateTime.class)))
                .optional();
    }

    /** Who has a batch in hand: a number of its own, and that of the node. */
    record Owner(UUID id, long node) {}

    /** Takes up to {@code limit} due messages for this owner until the lease ends, the oldest due first. */
    List<Claimed> claim(Channel channel, Owner owner, Instant now, Instant lease, int limit) {
        List<Claimed> claimed = jdbc.sql(CLAIM)
                .param("channel", channel.code())
                .param("now", Moments.sql(now))
                .param("limit", limit)
                .param("lease", Moments.sql(lease))
                .param("owner", owner.id())
                .param("node", owner.node())
                .query(ClaimedRows::claimed)
                .list();
        return claimed.stream().sorted(Comparator.comparingLong(Claimed::id)).toList();
    }

    /** One that goes on waiting. */
    record Waiting(Claimed message, MessageState state, String reason, Instant due, int attempts, Instant triedAt) {}

    /** Messages wait (again) for their next moment. */
    void add(List<Waiting> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(WAIT)
                .param("ids", numbers(rows, row -> row.message().id()))
                .param("queuedAt", moments(rows, row -> row.message().queuedAt()))
                .param(
                        "channels",
                        texts(rows, row -> row.message().draft().channel().code()))
                .param("enrolments", numbers(rows, Outbox::enrolment))
                .param("states", texts(rows, row -> row.state().code()))
                .param("reasons", texts(rows, Waiting::reason))
                .param("due", moments(rows, Waiting::due))
                .param("attempts", counts(rows, Waiting::attempts))
                .param("firstTriedAt", moments(rows, row -> row.message().firstTriedAt()))
                .param("triedAt", moments(rows, Waiting::triedAt))
                .param("now", Moments.sql(now))
                .update();
    }

    private static Long enrolment(Waiting row) {
        return row.message().step() == null ? null : row.message().step().enrolment();
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

    /** The same of one person: what kept us from speaking to them has ended. */
    void askHeldAgain(ContactId contact, Instant now) {
        jdbc.sql("update message.outbox o set due_at = :now from message.message m"
                        + " where o.state = 'held' and o.due_at > :now"
                        + " and m.id = o.id and m.queued_at = o.queued_at and m.contact = :contact")
                .param("now", Moments.sql(now))
                .param("contact", contact.value())
                .update();
    }

    /** What is held is due now: asked again, it leaves or is held anew. */
    void askHeldAgain(Instant now) {
        jdbc.sql("update message.outbox set due_at = :now where state = 'held' and due_at > :now")
                .param("now", Moments.sql(now))
                .update();
    }

    /** Forgets a message whose hand-over was in doubt, now that the provider spoke; whether there was one. */
    boolean noLongerInDoubt(long id) {
        return jdbc.sql("delete from message.outbox where id = :id and state = 'in_doubt'")
                        .param("id", id)
                        .update()
                > 0;
    }
}
