package io.relance.loyalty;

import io.relance.loyalty.CouponRows.Redemption;
import io.relance.shared.ContactId;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders that named a coupon of somebody else: it redeems nothing, unless the two turn out to be one person. */
@Component
class CouponUses {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    CouponUses(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Keeps those of these whose coupon is another's, and open. */
    void keep(List<Redemption> redemptions) {
        String insert =
                """
                insert into loyalty.coupon_use (contact, code, at, order_id)
                select told.* from (select ?::bigint as contact, ?::text as code, ?::timestamptz, ?::text) told
                where exists (
                  select from loyalty.coupon c
                  where upper(c.code) = told.code and c.contact <> told.contact and c.redeemed_at is null)
                """;
        batches.batchUpdate(insert, redemptions, 200, (statement, redemption) -> {
            statement.setLong(1, redemption.contact().value());
            statement.setString(2, redemption.code());
            statement.setObject(3, Sql.time(redemption.at()));
            statement.setString(4, redemption.orderId());
        });
    }

    /** Moves somebody's, whose coupons have been moved; takes out and answers, oldest first, what was theirs after all. */
    List<Redemption> merge(ContactId from, ContactId into) {
        sql.sql("update loyalty.coupon_use set contact = :into where contact = :from")
                .param("from", from.value())
                .param("into", into.value())
                .update();
        return sql
                .sql(
                        """
                        delete from loyalty.coupon_use u using loyalty.coupon c
                        where u.contact = :into and upper(c.code) = u.code and c.contact = :into
                        returning u.code, u.at, u.order_id
                        """)
                .param("into", into.value())
                .query((row, number) ->
                        new Redemption(into, row.getString("code"), Sql.time(row, "at"), row.getString("order_id")))
                .list()
                .stream()
                .sorted(Comparator.comparing(Redemption::at))
                .toList();
    }
}
