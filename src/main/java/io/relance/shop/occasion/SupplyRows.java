package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import io.relance.shop.occasion.Supply.By;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of supplies, and the purchases they are reckoned from. */
@Component
class SupplyRows {

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final String purchases = Sql.named("purchases");

    SupplyRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** All that these people bought and kept. */
    List<Purchase> purchases(Collection<ContactId> contacts) {
        return sql.sql(purchases)
                .param("contacts", Sql.idsInOrder(contacts))
                .query((row, number) -> new Purchase(
                        new ContactId(row.getLong("contact")),
                        row.getString("product_id"),
                        row.getString("sku"),
                        row.getString("category"),
                        row.getInt("quantity"),
                        moment(row, "completed_at")))
                .list();
    }

    List<Supply> of(Collection<ContactId> contacts) {
        return sql.sql("select * from shop.replenishment where contact = any(:contacts)")
                .param("contacts", Sql.idsInOrder(contacts))
                .query(SupplyRows::supply)
                .list();
    }

    void write(Collection<Supply> supplies) {
        batches.batchUpdate(
                """
                insert into shop.replenishment
                  (contact, product_id, sku, bought_at, used_up_at, reckoned_by, next_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (contact, product_id) do update set sku = excluded.sku, bought_at = excluded.bought_at,
                  used_up_at = excluded.used_up_at, reckoned_by = excluded.reckoned_by, next_at = excluded.next_at
                """,
                supplies,
                200,
                (statement, supply) -> {
                    statement.setLong(1, supply.contact().value());
                    statement.setString(2, supply.productId());
                    statement.setString(3, supply.sku());
                    statement.setObject(4, Sql.time(supply.boughtAt()));
                    statement.setObject(5, Sql.time(supply.usedUpAt()));
                    statement.setString(6, supply.reckonedBy().name().toLowerCase(Locale.ROOT));
                    statement.setObject(7, Sql.time(supply.nextAt()));
                });
    }

    void remove(Collection<Supply> supplies) {
        batches.batchUpdate(
                "delete from shop.replenishment where contact = ? and product_id = ?",
                supplies,
                200,
                (statement, supply) -> {
                    statement.setLong(1, supply.contact().value());
                    statement.setString(2, supply.productId());
                });
    }

    void removeAll(ContactId contact) {
        sql.sql("delete from shop.replenishment where contact = ?")
                .param(contact.value())
                .update();
    }

    Optional<Instant> next() {
        return sql.sql("select next_at from shop.replenishment where next_at is not null order by next_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<ContactId> due(Instant now, int most) {
        return sql.sql(
                        """
                        select distinct contact from (
                          select contact from shop.replenishment where next_at <= :now order by next_at limit :most) due
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** What is due of these people, locked. */
    List<Supply> take(Collection<ContactId> contacts, Instant now) {
        return sql.sql(
                        """
                        select * from shop.replenishment where contact = any(:contacts) and next_at <= :now
                        order by contact, product_id for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("now", Sql.time(now))
                .query(SupplyRows::supply)
                .list();
    }

    private static Supply supply(ResultSet row, int number) throws SQLException {
        return new Supply(
                new ContactId(row.getLong("contact")),
                row.getString("product_id"),
                row.getString("sku"),
                moment(row, "bought_at"),
                moment(row, "used_up_at"),
                By.valueOf(row.getString("reckoned_by").toUpperCase(Locale.ROOT)),
                moment(row, "next_at"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Sql.moment(row.getObject(column, OffsetDateTime.class));
    }
}
