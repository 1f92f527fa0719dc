package io.relance.loyalty;

import static io.relance.loyalty.Sql.time;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The row per person in which the ledger's sums are kept; whoever writes to somebody's ledger locks it first. */
@Component
class Balances {

    /**
     * What is kept.
     *
     * @param announced the tier the timeline knows of
     * @param live whether something of today moved the tier
     * @param fallsAt when the first of the points that count for the tier no longer does; null for never
     * @param dueAt when it has to be looked at again; null for never
     */
    record Balance(
            ContactId contact,
            long points,
            long qualifying,
            String tier,
            String announced,
            boolean live,
            long expiring,
            Instant expiringAt,
            Instant fallsAt,
            Instant dueAt) {

        boolean isNews() {
            return !Objects.equals(tier, announced);
        }

        /** Whether customers have and are the same by both. */
        boolean standsAs(Balance other) {
            return points == other.points && Objects.equals(tier, other.tier);
        }

        Balance announcedAs(String other) {
            return new Balance(contact, points, qualifying, tier, other, live, expiring, expiringAt, fallsAt, dueAt);
        }

        /** The same once the timeline knows the tier. */
        Balance told(Instant due) {
            return new Balance(contact, points, qualifying, tier, tier, false, expiring, expiringAt, fallsAt, due);
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    Balances(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    Map<ContactId, Balance> find(Collection<ContactId> contacts) {
        Map<ContactId, Balance> found = new HashMap<>();
        sql.sql("select * from loyalty.balance where contact = any(:contacts)")
                .param("contacts", Sql.ids(contacts))
                .query((row, number) -> balance(row))
                .list()
                .forEach(balance -> found.put(balance.contact(), balance));
        return found;
    }

    /** Locks these people's rows until the transaction ends, and makes those that are missing. */
    void lock(Collection<ContactId> contacts, String firstTier) {
        sql.sql(
                        """
                        insert into loyalty.balance as kept (contact, tier, announced)
                        select contact, :tier, :tier from unnest(:contacts) as asked (contact) order by contact
                        on conflict (contact) do update set contact = kept.contact
                        """)
                .param("contacts", Sql.ids(contacts))
                .param("tier", firstTier)
                .update();
    }

    void write(List<Balance> balances) {
        String update =
                """
                update loyalty.balance set points = ?, qualifying = ?, tier = ?, announced = ?, live = ?, expiring = ?,
                  expiring_at = ?, falls_at = ?, due_at = ? where contact = ?
                """;
        batches.batchUpdate(update, balances, 200, (statement, balance) -> {
            statement.setLong(1, balance.points());
            statement.setLong(2, balance.qualifying());
            statement.setString(3, balance.tier());
            statement.setString(4, balance.announced());
            statement.setBoolean(5, balance.live());
            statement.setLong(6, balance.expiring());
            statement.setObject(7, time(balance.expiringAt()));
            statement.setObject(8, time(balance.fallsAt()));
            statement.setObject(9, time(balance.dueAt()));
            statement.setLong(10, balance.contact().value());
        });
    }

    Optional<Instant> nextDue() {
        return sql.sql("select due_at from loyalty.balance where due_at is not null order by due_at limit 1")
                .query((row, number) -> time(row, "due_at"))
                .optional();
    }

    /** Whose row is due, the longest first; nothing is locked. */
    List<ContactId> due(Instant now, int most) {
        return sql.sql("select contact from loyalty.balance where due_at <= :now order by due_at limit :most")
                .param("now", time(now))
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** Locks those of these rows that are due still. */
    List<ContactId> lockDue(Collection<ContactId> contacts, Instant now) {
        return sql.sql(
                        """
                        select contact from loyalty.balance where contact = any(:contacts) and due_at <= :now
                        order by contact for update
                        """)
                .param("contacts", Sql.ids(contacts))
                .param("now", time(now))
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    void putOff(ContactId contact, Instant until) {
        sql.sql("update loyalty.balance set due_at = :until where contact = :contact")
                .param("until", time(until))
                .param("contact", contact.value())
                .update();
    }

    /** Takes somebody's row away; empty when there was none, and so no entry either. */
    Optional<Balance> remove(ContactId contact) {
        return sql.sql("delete from loyalty.balance where contact = :contact returning *")
                .param("contact", contact.value())
                .query((row, number) -> balance(row))
                .optional();
    }

    private static Balance balance(ResultSet row) throws SQLException {
        return new Balance(
                new ContactId(row.getLong("contact")),
                row.getLong("points"),
                row.getLong("qualifying"),
                row.getString("tier"),
                row.getString("announced"),
                row.getBoolean("live"),
                row.getLong("expiring"),
                time(row, "expiring_at"),
                time(row, "falls_at"),
                time(row, "due_at"));
    }
}
