package io.relance.shop.wish;

import io.relance.shop.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Products that became cheaper, on their way to those who saw them. */
@Component
class CheaperRows {

    private final JdbcClient sql;
    private final String spread = Sql.named("spread-price-drop");

    CheaperRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A product, and the last person it has reached. */
    record Spreading(String productId, long past) {}

    /** Begins anew where one is under way: those it reached already may have more to gain. */
    void add(Collection<String> productIds, Instant now) {
        sql.sql("update shop.product set cheaper_at = :now, cheaper_past = 0 where product_id = any(:products)")
                .param("now", Sql.time(now))
                .param("products", productIds.toArray(String[]::new))
                .update();
    }

    Optional<Instant> next() {
        return sql.sql("select cheaper_at from shop.product where cheaper_at is not null order by cheaper_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    Optional<Spreading> take(Instant now) {
        return sql.sql(
                        """
                        select product_id, cheaper_past from shop.product where cheaper_at <= :now
                        order by cheaper_at, product_id limit 1 for update skip locked
                        """)
                .param("now", Sql.time(now))
                .query((row, number) -> new Spreading(row.getString(1), row.getLong(2)))
                .optional();
    }

    /** Marks the next people who saw a higher price since; answers the last it has reached, empty after the last of all. */
    Optional<Long> spread(Spreading product, Instant since, Instant due, int most) {
        return sql.sql(spread)
                .param("product", product.productId())
                .param("past", product.past())
                .param("since", Sql.time(since))
                .param("due", Sql.time(due))
                .param("most", most)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /** Where it goes on; null: it has reached everybody. */
    void goOn(Spreading product, Long past) {
        sql.sql(
                        """
                        update shop.product set cheaper_past = :past,
                          cheaper_at = case when :past::bigint is null then null else cheaper_at end
                        where product_id = :product
                        """)
                .param("past", past)
                .param("product", product.productId())
                .update();
    }
}
