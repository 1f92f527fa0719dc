package io.relance.shop;

import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of orders and of refunds. */
@Component
class OrderRows {

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final LinesJson json;
    private final String write = Sql.named("write-orders");
    private final String merge = Sql.named("merge-orders");

    OrderRows(JdbcClient sql, JdbcTemplate batches, LinesJson json) {
        this.sql = sql;
        this.batches = batches;
        this.json = json;
    }

    /** The contacts' orders with these ids, locked. */
    List<MirroredOrder> named(Collection<ContactId> contacts, Collection<String> orderIds) {
        return sql.sql(
                        """
                        select * from shop.customer_order where contact = any(:contacts) and order_id = any(:orders)
                        order by contact, order_id for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("orders", orderIds.toArray(String[]::new))
                .query(this::order)
                .list();
    }

    void noteCodes(Collection<Orders.Name> names) {
        sql.sql("update shop.customer_order set with_code = true where not with_code"
                        + " and (contact, order_id) in (select * from unnest(:contacts, :orders))")
                .param(
                        "contacts",
                        Sql.idsInOrder(names.stream().map(Orders.Name::contact).toList()))
                .param("orders", names.stream().map(Orders.Name::orderId).toArray(String[]::new))
                .update();
    }

    /** The contacts' orders that were completed after that moment and ended no cart, locked. */
    List<MirroredOrder> withoutCart(Collection<ContactId> contacts, Instant after) {
        return sql.sql(
                        """
                        select * from shop.customer_order
                        where contact = any(:contacts) and completed_at > :after and carts = '{}'
                        order by contact, order_id for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("after", Sql.time(after))
                .query(this::order)
                .list();
    }

    void write(List<MirroredOrder> orders) {
        batches.batchUpdate(write, orders, 200, (statement, order) -> {
            statement.setLong(1, order.contact.value());
            statement.setString(2, order.orderId);
            statement.setString(3, order.status);
            statement.setString(4, json.write(order.lines));
            statement.setBigDecimal(5, order.total);
            statement.setString(6, order.currency);
            statement.setBigDecimal(7, order.refunded);
            statement.setObject(8, Sql.time(order.completedAt));
            statement.setObject(9, order.carts.toArray(String[]::new));
            statement.setBoolean(10, order.withCode);
        });
    }

    void writeRefunds(List<MirrorBatch.Refund> refunds) {
        String insert =
                """
                insert into shop.refund (activity, contact, order_id, at, total, currency, lines)
                values (?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing
                """;
        batches.batchUpdate(insert, refunds, 200, (statement, refund) -> {
            statement.setLong(1, refund.activity());
            statement.setLong(2, refund.order().contact.value());
            statement.setString(3, refund.order().orderId);
            statement.setObject(4, Sql.time(refund.at()));
            statement.setBigDecimal(5, refund.total().amount());
            statement.setString(6, refund.total().currency());
            statement.setString(7, json.write(refund.lines()));
        });
    }

    List<MirroredOrder> findAll(Collection<Orders.Name> names) {
        return sql.sql(
                        """
                        select o.* from unnest(:contacts, :orders) as asked (contact, order_id)
                        join shop.customer_order o using (contact, order_id)
                        """)
                .param(
                        "contacts",
                        Sql.idsInOrder(names.stream().map(Orders.Name::contact).toList()))
                .param("orders", names.stream().map(Orders.Name::orderId).toArray(String[]::new))
                .query(this::order)
                .list();
    }

    Map<ContactId, Set<String>> first(Collection<ContactId> contacts) {
        Map<ContactId, Set<String>> first = new HashMap<>();
        sql.sql(
                        """
                        select contact, order_id from (
                          select contact, order_id, rank() over (partition by contact order by completed_at) as place
                          from shop.customer_order where contact = any(:contacts) and completed_at is not null) placed
                        where place = 1
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .query(row -> {
                    first.computeIfAbsent(new ContactId(row.getLong("contact")), contact -> new HashSet<>())
                            .add(row.getString("order_id"));
                });
        return first;
    }

    /** By contact and currency, one at a time. */
    void values(Collection<ContactId> contacts, ValueReader reader) {
        sql.sql(
                        """
                        select contact, currency, count(*), sum(greatest(total - coalesce(refunded, 0), 0))
                        from shop.customer_order
                        where contact = any(:contacts) and completed_at is not null
                          and status not in ('cancelled', 'refunded')
                        group by contact, currency
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .query(row -> {
                    BigDecimal sum = row.getBigDecimal(4);
                    reader.read(
                            new ContactId(row.getLong(1)),
                            row.getInt(3),
                            new Money(sum == null ? BigDecimal.ZERO : sum, row.getString(2)));
                });
    }

    /** Takes how many orders of one currency somebody has, and what they come to. */
    interface ValueReader {

        void read(ContactId contact, int orders, Money value);
    }

    /** Moves all orders and refunds; two with one id become one that keeps what either knew. */
    void merge(ContactId from, ContactId into) {
        sql.sql(merge).param("from", from.value()).param("into", into.value()).update();
        // As an order settles that one contact told all of: what one half bought, the other may know to be given back.
        sql.sql(
                        """
                        update shop.customer_order set status = 'refunded'
                        where contact = :into and total > 0 and refunded >= total and status in ('completed', 'updated')
                        """)
                .param("into", into.value())
                .update();
        sql.sql("delete from shop.customer_order where contact = :from")
                .param("from", from.value())
                .update();
        sql.sql("update shop.refund set contact = :into where contact = :from")
                .param("from", from.value())
                .param("into", into.value())
                .update();
    }

    private MirroredOrder order(ResultSet row, int number) throws SQLException {
        MirroredOrder order = new MirroredOrder(
                new ContactId(row.getLong("contact")), row.getString("order_id"), row.getString("currency"));
        order.status = row.getString("status");
        order.lines = json.read(row.getString("lines"));
        order.total = row.getBigDecimal("total");
        order.refunded = row.getBigDecimal("refunded");
        order.completedAt = Sql.moment(row.getObject("completed_at", OffsetDateTime.class));
        order.withCode = row.getBoolean("with_code");
        Array carts = row.getArray("carts");
        order.carts = List.of((String[]) carts.getArray());
        return order;
    }
}
