package io.relance.loyalty;

import static io.relance.loyalty.Sql.time;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import io.relance.shop.Orders;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of points: entries are added, never changed; what they come to is reckoned from all of them. */
@Component
class Ledger {

    /** What an order earned so far, and by what; the rate is null where it was not kept yet when that was written. */
    record Earned(long qualifying, OrderTerms terms) {}

    /**
     * What somebody's entries come to at a moment.
     *
     * @param countsUntil when the first of the points that count for the tier no longer does; null without any
     * @param used what was spent and has run out so far
     * @param expired what has run out and is not taken off yet, at {@code expiredAt}
     * @param expiring what runs out next, at {@code expiringAt}; zero and null where nothing does
     */
    record Sum(
            ContactId contact,
            long points,
            long qualifying,
            Instant countsUntil,
            long used,
            long expired,
            Instant expiredAt,
            long expiring,
            Instant expiringAt) {}

    private static final String INSERT =
            """
            insert into loyalty.entry (contact, at, kind, points, qualifying, earned_at, expires_at, order_id,
              journey, enrolment, step, reason, cause, currency, rate)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (cause) do nothing
            """;

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final String reckon = Sql.named("reckon");

    Ledger(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Adds the entries whose cause has none yet. */
    void add(List<Entry> entries) {
        batches.batchUpdate(INSERT, entries, 200, Ledger::fill);
    }

    private static void fill(PreparedStatement statement, Entry entry) throws SQLException {
        StepRef step = entry.step();
        OrderTerms terms = entry.terms();
        statement.setLong(1, entry.contact().value());
        statement.setObject(2, time(entry.at()));
        statement.setString(3, entry.kind().name().toLowerCase(Locale.ROOT));
        statement.setLong(4, entry.points());
        statement.setLong(5, entry.qualifying());
        statement.setObject(6, time(entry.earnedAt()));
        statement.setObject(7, time(entry.expiresAt()));
        statement.setString(8, entry.order());
        statement.setString(9, step == null ? null : step.journey());
        statement.setObject(10, step == null ? null : step.enrolment(), Types.BIGINT);
        statement.setString(11, step == null ? null : step.step());
        statement.setString(12, entry.reason());
        statement.setString(13, entry.cause());
        statement.setString(14, terms == null ? null : terms.currency());
        statement.setBigDecimal(15, terms == null ? null : terms.rate());
    }

    /** What these orders earned so far; one that never earned anything is missing. */
    Map<Orders.Name, Earned> earned(Collection<Orders.Name> orders) {
        Map<Orders.Name, Earned> earned = new HashMap<>();
        sql.sql(
                        """
                        select contact, order_id, sum(qualifying) as qualifying,
                          (array_agg(expires_at order by id))[1] as expires_at,
                          (array_agg(currency order by id desc))[1] as currency,
                          (array_agg(rate order by id desc))[1] as rate
                        from unnest(:contacts, :orders) as asked (contact, order_id)
                        join loyalty.entry using (contact, order_id)
                        where kind in ('earned', 'refunded') group by contact, order_id
                        """)
                .param(
                        "contacts",
                        orders.stream().map(name -> name.contact().value()).toArray(Long[]::new))
                .param("orders", orders.stream().map(Orders.Name::orderId).toArray(String[]::new))
                .query(row -> {
                    earned.put(
                            new Orders.Name(new ContactId(row.getLong("contact")), row.getString("order_id")),
                            new Earned(row.getLong("qualifying"), terms(row)));
                });
        return earned;
    }

    private static OrderTerms terms(ResultSet row) throws SQLException {
        return new OrderTerms(row.getString("currency"), row.getBigDecimal("rate"), time(row, "expires_at"));
    }

    /** What the entries of these people come to; who has none is missing. */
    List<Sum> sums(Collection<ContactId> contacts, Instant now, Period counts, String zone) {
        return sql.sql(reckon)
                .param("contacts", Sql.ids(contacts))
                .param("now", time(now))
                .param("period", counts.toString())
                .param("zone", zone)
                .query((row, number) -> new Sum(
                        new ContactId(row.getLong("contact")),
                        row.getLong("points"),
                        row.getLong("qualifying"),
                        time(row, "counts_until"),
                        row.getLong("used"),
                        row.getLong("expired"),
                        time(row, "expired_at"),
                        row.getLong("expiring"),
                        time(row, "expiring_at")))
                .list();
    }

    /** What takes back the rewards of these referrals, as far as they have not run out. */
    List<Entry> takenBack(Collection<Long> referrals, Instant now) {
        return sql.sql(
                        """
                        select * from loyalty.entry where cause = any(:causes) and (expires_at is null or expires_at > :now)
                        """)
                .param(
                        "causes",
                        referrals.stream()
                                .flatMap(id -> Stream.of("referral/" + id + "/referrer", "referral/" + id + "/friend"))
                                .toArray(String[]::new))
                .param("now", time(now))
                .query((row, number) -> new Entry(
                        new ContactId(row.getLong("contact")),
                        now,
                        Entry.Kind.REFERRAL,
                        -row.getLong("points"),
                        0,
                        time(row, "earned_at"),
                        time(row, "expires_at"),
                        null,
                        "referral_self",
                        row.getString("cause") + "/back"))
                .list();
    }

    /** Moves all entries; answers the orders that both had, which are one from now on. */
    List<Orders.Name> merge(ContactId from, ContactId into) {
        List<Orders.Name> both = sql.sql(
                        """
                        select distinct order_id from loyalty.entry theirs where contact = :from and exists (
                          select from loyalty.entry o where o.contact = :into and o.order_id = theirs.order_id)
                        """)
                .param("from", from.value())
                .param("into", into.value())
                .query((row, number) -> new Orders.Name(into, row.getString(1)))
                .list();
        sql.sql("update loyalty.entry set contact = :into where contact = :from")
                .param("from", from.value())
                .param("into", into.value())
                .update();
        return both;
    }
}
