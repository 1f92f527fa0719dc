package io.relance.loyalty;

import static io.relance.loyalty.Sql.time;

import io.relance.loyalty.Referral.Refusal;
import io.relance.loyalty.Referral.State;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of referrals. */
@Component
class ReferralRows {

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final String merge = Sql.named("merge-referrals");

    ReferralRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** The one that counts for each of these friends. */
    List<Referral> counting(Collection<ContactId> friends) {
        return sql.sql("select * from loyalty.referral where friend = any(:friends) and counts")
                .param("friends", Sql.ids(friends))
                .query((row, number) -> referral(row))
                .list();
    }

    /** Those of these orders that are judged for good: refused, whatever they name when they are told again. */
    Set<Orders.Name> settled(Collection<Orders.Name> orders) {
        return sql.sql(
                        """
                        select friend, order_id from unnest(:friends, :orders) as asked (friend, order_id)
                        join loyalty.referral using (friend, order_id)
                        where not counts and reason is distinct from 'referral_unknown_code'
                        """)
                .param(
                        "friends",
                        orders.stream().map(order -> order.contact().value()).toArray(Long[]::new))
                .param("orders", orders.stream().map(Orders.Name::orderId).toArray(String[]::new))
                .query((row, number) ->
                        new Orders.Name(new ContactId(row.getLong("friend")), row.getString("order_id")))
                .set();
    }

    /** Keeps what is new; a claim is kept no more once something came of it. One that is known already stays as it is. */
    void add(List<Referral> claims, List<Referral> referrals) {
        sql.sql("delete from loyalty.referral where id = any(:ids)")
                .param("ids", claims.stream().map(Referral::id).toArray(Long[]::new))
                .update();
        String insert =
                """
                insert into loyalty.referral
                  (friend, code, referrer, order_id, state, reason, counts, live, at, due_at, reach)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """;
        batches.batchUpdate(insert, referrals, 200, (statement, referral) -> {
            ContactId referrer = referral.referrer();
            statement.setLong(1, referral.friend().value());
            statement.setString(2, referral.code());
            statement.setObject(3, referrer == null ? null : referrer.value(), Types.BIGINT);
            statement.setString(4, referral.order());
            statement.setString(5, referral.state().name().toLowerCase(Locale.ROOT));
            statement.setString(6, reason(referral));
            statement.setBoolean(7, referral.counts());
            statement.setBoolean(8, referral.live());
            statement.setObject(9, time(referral.at()));
            statement.setObject(10, time(referral.dueAt()));
            statement.setObject(11, referral.reach().toArray(String[]::new));
        });
    }

    Optional<Instant> nextDue() {
        return sql.sql("select due_at from loyalty.referral where due_at is not null order by due_at limit 1")
                .query((row, number) -> time(row, "due_at"))
                .optional();
    }

    /** What is due, the longest first; nothing is locked. */
    List<Referral> due(Instant now, int most) {
        return sql.sql("select * from loyalty.referral where due_at <= :now order by due_at, id limit :most")
                .param("now", time(now))
                .param("most", most)
                .query((row, number) -> referral(row))
                .list();
    }

    /** Locks those of these that are due still. */
    List<Referral> lockDue(Collection<Long> ids, Instant now) {
        return sql.sql("select * from loyalty.referral where id = any(:ids) and due_at <= :now order by id for update")
                .param("ids", ids.toArray(Long[]::new))
                .param("now", time(now))
                .query((row, number) -> referral(row))
                .list();
    }

    /** Writes what became of these; what is pending still is only looked at again. */
    void decide(List<Referral> referrals, Instant now) {
        forgetOlder(referrals);
        String update =
                """
                update loyalty.referral set state = ?, reason = ?, counts = counts and ?, due_at = ?, decided_at = ?
                where id = ?
                """;
        batches.batchUpdate(update, referrals, 200, (statement, referral) -> {
            statement.setString(1, referral.state().name().toLowerCase(Locale.ROOT));
            statement.setString(2, reason(referral));
            statement.setBoolean(3, referral.counts());
            statement.setObject(4, time(referral.dueAt()));
            statement.setObject(5, referral.state() == State.PENDING ? null : time(now));
            statement.setLong(6, referral.id());
        });
    }

    /** A refusal takes the place of an older one of the same code for the same order: one of them is kept. */
    private void forgetOlder(List<Referral> referrals) {
        sql.sql(
                        """
                        delete from loyalty.referral old using loyalty.referral refused
                        where refused.id = any(:refused) and refused.counts and not old.counts
                          and old.friend = refused.friend and old.code = refused.code
                          and coalesce(old.order_id, '') = coalesce(refused.order_id, '')
                        """)
                .param(
                        "refused",
                        referrals.stream()
                                .filter(referral -> !referral.counts())
                                .map(Referral::id)
                                .toArray(Long[]::new))
                .update();
    }

    void putOff(Referral referral, Instant until) {
        sql.sql("update loyalty.referral set due_at = :until where id = :id")
                .param("until", time(until))
                .param("id", referral.id())
                .update();
    }

    /** Whether a merge has anything to move. */
    boolean concerns(ContactId contact) {
        return sql.sql(
                        """
                        select exists (select from loyalty.referral_code where contact = :contact)
                          or exists (select from loyalty.referral where friend = :contact)
                          or exists (select from loyalty.referral where referrer = :contact)
                        """)
                .param("contact", contact.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Moves all of somebody's; where both had one that counts, the other's counts no more. What now has one person as
     * friend and as referrer comes due, whatever came of it.
     */
    void merge(ContactId from, ContactId into, Instant now) {
        for (String statement : merge.split(";")) {
            sql.sql(statement)
                    .param("from", from.value())
                    .param("into", into.value())
                    .param("now", time(now))
                    .update();
        }
    }

    private static String reason(Referral referral) {
        return referral.refusal() == null ? null : referral.refusal().code();
    }

    private static Referral referral(ResultSet row) throws SQLException {
        Long referrer = row.getObject("referrer", Long.class);
        String reason = row.getString("reason");
        return new Referral(
                row.getLong("id"),
                new ContactId(row.getLong("friend")),
                row.getString("code"),
                referrer == null ? null : new ContactId(referrer),
                row.getString("order_id"),
                Set.of((String[]) row.getArray("reach").getArray()),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                reason == null
                        ? null
                        : Refusal.valueOf(reason.substring("referral_".length()).toUpperCase(Locale.ROOT)),
                row.getBoolean("live"),
                time(row, "at"),
                time(row, "due_at"));
    }
}
