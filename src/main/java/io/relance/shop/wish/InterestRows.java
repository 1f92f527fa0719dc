package io.relance.shop.wish;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of who had to do with which product. */
@Component
class InterestRows {

    /** Whose interest in what. */
    record Key(ContactId contact, String productId) {

        static Key of(Interest interest) {
            return new Key(interest.contact, interest.productId);
        }
    }

    private final JdbcClient sql;
    private final String write = Sql.named("write-interests");
    private final String merge = Sql.named("merge-interests");

    InterestRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those of these that exist, locked. */
    List<Interest> touched(Collection<Key> keys) {
        return sql.sql(
                        """
                        select i.* from shop.interest i
                        where (i.contact, i.product_id) in (select * from unnest(:contacts, :products))
                        order by i.contact, i.product_id for update
                        """)
                .param(
                        "contacts",
                        Sql.idsInOrder(keys.stream().map(Key::contact).toList()))
                .param("products", keys.stream().map(Key::productId).toArray(String[]::new))
                .query(InterestRows::interest)
                .list();
    }

    void write(Collection<Interest> interests) {
        if (interests.isEmpty()) {
            return;
        }
        sql.sql(write)
                .param(
                        "contacts",
                        Sql.idsInOrder(
                                interests.stream().map(each -> each.contact).toList()))
                .param("products", column(interests, each -> each.productId))
                .param("variants", column(interests, each -> each.variant))
                .param("skus", column(interests, each -> each.sku))
                .param("prices", column(interests, each -> each.price))
                .param("currencies", column(interests, each -> each.currency))
                .param("seen", column(interests, each -> each.seenAt))
                .param("views", column(interests, InterestRows::views))
                .param("carted", column(interests, each -> each.cartedAt))
                .param("bought", column(interests, each -> each.boughtAt))
                .param("browseDue", column(interests, each -> each.browseDueAt))
                .param("browseTold", column(interests, each -> each.browseToldAt))
                .param("dropDue", column(interests, each -> each.dropDueAt))
                .param("told", column(interests, each -> each.toldAt))
                .update();
    }

    private static String[] column(Collection<Interest> interests, Function<Interest, Object> value) {
        return interests.stream()
                .map(value)
                .map(each -> each == null ? null : each.toString())
                .toArray(String[]::new);
    }

    /** As PostgreSQL writes an array: columns of arrays cannot be handed over as such. */
    private static String views(Interest interest) {
        return interest.views.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
    }

    Optional<Instant> nextBrowsed() {
        return first("browse_due_at");
    }

    Optional<Instant> nextDrop() {
        return first("drop_due_at");
    }

    private Optional<Instant> first(String column) {
        return sql.sql("select " + column + " from shop.interest where " + column + " is not null order by " + column
                        + " limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Whose looks may be told now. */
    List<Key> browsed(Instant now, int most) {
        return sql.sql(
                        """
                        select contact, product_id from shop.interest where browse_due_at <= :now
                        order by browse_due_at limit :most
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query((row, number) -> new Key(new ContactId(row.getLong(1)), row.getString(2)))
                .list();
    }

    /** Who has drops to be looked at now. */
    List<ContactId> dropped(Instant now, int most) {
        return sql.sql(
                        """
                        select distinct contact from (
                          select contact from shop.interest where drop_due_at <= :now order by drop_due_at limit :most) due
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** All drops of these people, also those that were to be looked at later; locked. */
    List<Interest> dropsOf(Collection<ContactId> contacts) {
        return sql.sql(
                        """
                        select * from shop.interest where contact = any(:contacts) and drop_due_at is not null
                        order by contact, product_id for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .query(InterestRows::interest)
                .list();
    }

    /** Those of these that lie in an open cart of their person. */
    Set<Key> inCarts(Collection<Key> keys) {
        return Set.copyOf(sql.sql(
                        """
                                select asked.contact, asked.product_id
                                from unnest(:contacts, :products) as asked (contact, product_id)
                                where exists (
                                  select from shop.cart c where c.contact = asked.contact and c.status = 'OPEN'
                                    and c.lines @> jsonb_build_array(jsonb_build_object('productId', asked.product_id)))
                                """)
                .param(
                        "contacts",
                        Sql.idsInOrder(keys.stream().map(Key::contact).toList()))
                .param("products", keys.stream().map(Key::productId).toArray(String[]::new))
                .query((row, number) -> new Key(new ContactId(row.getLong(1)), row.getString(2)))
                .list());
    }

    /** Moves all; answers those that both had, as they are one now, locked. */
    List<Interest> merge(ContactId from, ContactId into) {
        List<Key> both = sql.sql(
                        """
                        select product_id from shop.interest where contact = :from
                        intersect select product_id from shop.interest where contact = :into
                        """)
                .param("from", from.value())
                .param("into", into.value())
                .query((row, number) -> new Key(into, row.getString(1)))
                .list();
        sql.sql(merge).param("from", from.value()).param("into", into.value()).update();
        sql.sql("delete from shop.interest where contact = :from")
                .param("from", from.value())
                .update();
        return both.isEmpty() ? List.of() : touched(both);
    }

    private static Interest interest(ResultSet row, int number) throws SQLException {
        Interest interest = new Interest(new ContactId(row.getLong("contact")), row.getString("product_id"));
        interest.variant = row.getString("variant");
        interest.sku = row.getString("sku");
        interest.price = row.getBigDecimal("price");
        interest.currency = row.getString("currency");
        interest.seenAt = moment(row, "seen_at");
        interest.views = moments(row.getArray("views"));
        interest.cartedAt = moment(row, "carted_at");
        interest.boughtAt = moment(row, "bought_at");
        interest.browseDueAt = moment(row, "browse_due_at");
        interest.browseToldAt = moment(row, "browse_told_at");
        interest.dropDueAt = moment(row, "drop_due_at");
        interest.toldAt = moment(row, "told_at");
        return interest;
    }

    private static List<Instant> moments(Array array) throws SQLException {
        Function<Timestamp, Instant> read = Timestamp::toInstant;
        return Arrays.stream((Timestamp[]) array.getArray()).map(read).toList();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Sql.moment(row.getObject(column, OffsetDateTime.class));
    }
}
