package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of coupons. */
@Component
class CouponRows {

    /** A code that came back with an order. */
    record Redemption(ContactId contact, String code, Instant at, String orderId) {}

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    CouponRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Keeps the coupon unless the step has one already or the code is taken. */
    void add(ContactId contact, Coupon coupon, StepRef step, Instant now) {
        sql.sql(
                        """
                        insert into loyalty.coupon
                          (code, contact, offer, journey, enrolment, step, issued_at, expires_at)
                        values (:code, :contact, :offer, :journey, :enrolment, :step, :now, :expires)
                        on conflict do nothing
                        """)
                .param("code", coupon.code())
                .param("contact", contact.value())
                .param("offer", coupon.offer())
                .param("journey", step.journey())
                .param("enrolment", step.enrolment())
                .param("step", step.step())
                .param("now", time(now))
                .param("expires", time(coupon.expiresAt()))
                .update();
    }

    Optional<Coupon> of(StepRef step) {
        return sql.sql("select * from loyalty.coupon where enrolment = :enrolment and step = :step")
                .param("enrolment", step.enrolment())
                .param("step", step.step())
                .query(CouponRows::coupon)
                .optional();
    }

    Map<Long, Coupon> latest(Collection<Long> enrolments) {
        Map<Long, Coupon> latest = new HashMap<>();
        sql.sql("select * from loyalty.coupon where enrolment = any(:enrolments) order by issued_at, id")
                .param("enrolments", enrolments.toArray(Long[]::new))
                .query(row -> {
                    latest.put(row.getLong("enrolment"), coupon(row, 0));
                });
        return latest;
    }

    /** The first order that names a coupon of its own contact redeems it. */
    void redeem(List<Redemption> redemptions) {
        String redeem =
                """
                update loyalty.coupon set redeemed_at = ?, redeemed_order = ?
                where code = ? and contact = ? and redeemed_at is null
                """;
        batches.batchUpdate(redeem, redemptions, 200, (statement, redemption) -> {
            statement.setObject(1, time(redemption.at()));
            statement.setString(2, redemption.orderId());
            statement.setString(3, redemption.code());
            statement.setLong(4, redemption.contact().value());
        });
    }

    void merge(ContactId from, ContactId into) {
        sql.sql("update loyalty.coupon set contact = :into where contact = :from")
                .param("from", from.value())
                .param("into", into.value())
                .update();
    }

    private static Coupon coupon(ResultSet row, int number) throws SQLException {
        return new Coupon(
                row.getString("code"),
                row.getString("offer"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
