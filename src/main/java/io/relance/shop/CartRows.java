package io.relance.shop;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of carts. */
@Component
class CartRows {

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final LinesJson json;
    private final String write = Sql.named("write-carts");
    private final String merge = Sql.named("merge-carts");

    CartRows(JdbcClient sql, JdbcTemplate batches, LinesJson json) {
        this.sql = sql;
        this.batches = batches;
        this.json = json;
    }

    /**
     * The contacts' carts that a batch may touch, locked: the open ones, the named ones, and those that were ordered
     * after the batch's oldest moment.
     */
    List<MirroredCart> touched(Collection<ContactId> contacts, Collection<String> names, Instant oldest) {
        return sql.sql(
                        """
                        select * from shop.cart
                        where contact = any(:contacts)
                          and (status = 'OPEN' or cart_id = any(:names) or checkout_id = any(:names)
                            or token = any(:names) or ordered_at > :oldest)
                        order by id for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("names", names.toArray(String[]::new))
                .param("oldest", Sql.time(oldest))
                .query(this::cart)
                .list();
    }

    /** The open carts with these ids of everybody but these contacts, locked. */
    List<MirroredCart> openElsewhere(Collection<ContactId> contacts, Collection<String> cartIds) {
        return sql.sql(
                        """
                        select * from shop.cart
                        where status = 'OPEN' and cart_id = any(:carts) and contact <> all(:contacts)
                        order by id for update
                        """)
                .param("carts", cartIds.toArray(String[]::new))
                .param("contacts", Sql.idsInOrder(contacts))
                .query(this::cart)
                .list();
    }

    void write(List<MirroredCart> carts) {
        batches.batchUpdate(write, carts, 200, (statement, cart) -> {
            statement.setLong(1, cart.contact.value());
            statement.setString(2, cart.cartId);
            statement.setString(3, cart.checkoutId);
            statement.setString(4, cart.token);
            statement.setString(5, cart.status.name());
            statement.setString(6, json.write(cart.lines));
            statement.setBigDecimal(7, cart.total);
            statement.setString(8, cart.currency);
            statement.setObject(9, Sql.time(cart.changedAt));
            statement.setObject(10, Sql.time(cart.orderedAt));
            statement.setString(11, cart.url);
            statement.setObject(12, Sql.time(cart.abandonDueAt));
        });
    }

    List<MirroredCart> findAll(Collection<Carts.Name> names) {
        return sql.sql(
                        """
                        select c.* from unnest(:contacts, :carts) as asked (contact, cart_id)
                        join shop.cart c using (contact, cart_id)
                        """)
                .param(
                        "contacts",
                        Sql.idsInOrder(names.stream().map(Carts.Name::contact).toList()))
                .param("carts", names.stream().map(Carts.Name::cartId).toArray(String[]::new))
                .query(this::cart)
                .list();
    }

    Optional<Instant> nextAbandonment() {
        return sql.sql(
                        """
                        select abandon_due_at from shop.cart where abandon_due_at is not null
                        order by abandon_due_at, id limit 1
                        """)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Takes the carts whose abandonment is due, so that nobody else takes them for this state. */
    List<MirroredCart> takeAbandoned(Instant now, int most) {
        return sql.sql(
                        """
                        update shop.cart set abandon_due_at = null where id in (
                          select id from shop.cart where abandon_due_at <= :now
                          order by abandon_due_at, id limit :most for update skip locked)
                        returning *
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query(this::cart)
                .list();
    }

    void putOff(MirroredCart cart, Instant until) {
        sql.sql("update shop.cart set abandon_due_at = :until where contact = :contact and cart_id = :cart")
                .param("until", Sql.time(until))
                .param("contact", cart.contact.value())
                .param("cart", cart.cartId)
                .update();
    }

    /** Moves all carts; of two with one id an ordered one stays, else the one that changed later. */
    void merge(ContactId from, ContactId into) {
        sql.sql(merge).param("from", from.value()).param("into", into.value()).update();
        sql.sql("update shop.cart set contact = :into where contact = :from")
                .param("from", from.value())
                .param("into", into.value())
                .update();
    }

    private MirroredCart cart(ResultSet row, int number) throws SQLException {
        MirroredCart cart = new MirroredCart(
                new ContactId(row.getLong("contact")),
                row.getString("cart_id"),
                row.getString("currency"),
                Sql.moment(row.getObject("changed_at", OffsetDateTime.class)));
        cart.checkoutId = row.getString("checkout_id");
        cart.token = row.getString("token");
        cart.status = Cart.Status.valueOf(row.getString("status"));
        cart.lines = json.read(row.getString("lines"));
        cart.total = row.getBigDecimal("total");
        cart.orderedAt = Sql.moment(row.getObject("ordered_at", OffsetDateTime.class));
        cart.url = row.getString("url");
        cart.abandonDueAt = Sql.moment(row.getObject("abandon_due_at", OffsetDateTime.class));
        return cart;
    }
}
