package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Products that last another time than was told before, on their way to those who bought them. */
@Component
class LastingRows {

    private final JdbcClient sql;

    LastingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A product, and the last buyer it has reached. */
    record Spreading(String productId, long past) {}

    /** Begins anew where one is under way. */
    void add(Collection<String> productIds, Instant now) {
        sql.sql("update shop.product set lasting_at = :now, lasting_past = 0 where product_id = any(:products)")
                .param("now", Sql.time(now))
                .param("products", productIds.toArray(String[]::new))
                .update();
    }

    Optional<Instant> next() {
        return sql.sql("select lasting_at from shop.product where lasting_at is not null order by lasting_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    Optional<Spreading> take(Instant now) {
        return sql.sql(
                        """
                        select product_id, lasting_past from shop.product where lasting_at <= :now
                        order by lasting_at, product_id limit 1 for update skip locked
                        """)
                .param("now", Sql.time(now))
                .query((row, number) -> new Spreading(row.getString(1), row.getLong(2)))
                .optional();
    }

    /** The next people who bought it, in the order of their numbers. */
    List<ContactId> buyers(Spreading product, int most) {
        return sql.sql(
                        """
                        select contact from shop.interest
                        where product_id = :product and contact > :past and bought_at is not null
                        order by contact limit :most
                        """)
                .param("product", product.productId())
                .param("past", product.past())
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** Where it goes on; null: it has reached everybody. */
    void goOn(Spreading product, ContactId past) {
        sql.sql(
                        """
                        update shop.product set lasting_past = :past,
                          lasting_at = case when :past::bigint is null then null else lasting_at end
                        where product_id = :product
                        """)
                .param("past", past == null ? null : past.value())
                .param("product", product.productId())
                .update();
    }
}
