package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up to whom those are planned who were there before anything was, and what their orders left to be noted. */
@Component
class UnplannedRows {

    private final JdbcClient sql;

    UnplannedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those with numbers after {@code past}, up to {@code upto}. */
    record Span(ContactId past, long upto) {}

    boolean isAnybodyLeft() {
        return sql.sql("select exists (select from shop.unplanned)")
                .query(Boolean.class)
                .single();
    }

    /** Locked; empty where nobody is left, or another node is at it. */
    Optional<Span> take() {
        return sql.sql("select past, upto from shop.unplanned for update skip locked")
                .query((row, number) -> new Span(new ContactId(row.getLong("past")), row.getLong("upto")))
                .optional();
    }

    void goOn(ContactId past) {
        sql.sql("update shop.unplanned set past = greatest(past, :past)")
                .param("past", past.value())
                .update();
    }

    void end() {
        sql.sql("delete from shop.unplanned").update();
    }

    /**
     * Notes what these people bought, so that they are found when the shop tells how long a product lasts. Who looked at it
     * again since keeps that.
     */
    void bought(Collection<ContactId> contacts) {
        sql.sql(
                        """
                        insert into shop.interest as known (contact, product_id, variant, seen_at, views, bought_at)
                        select distinct on (o.contact, line ->> 'productId') o.contact, line ->> 'productId',
                          line ->> 'sku', o.completed_at, '{}', o.completed_at
                        from shop.customer_order o
                        cross join lateral jsonb_array_elements(o.lines) as line
                        where o.contact = any(:contacts) and o.completed_at is not null
                          and line ->> 'productId' is not null
                        order by o.contact, line ->> 'productId', o.completed_at desc
                        on conflict (contact, product_id) do update set bought_at = excluded.bought_at
                        where known.bought_at is null or known.bought_at < excluded.bought_at""")
                .param("contacts", Sql.idsInOrder(contacts))
                .update();
    }
}
