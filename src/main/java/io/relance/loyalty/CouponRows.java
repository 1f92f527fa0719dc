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

    /** What became of an offer so far; {@code offer} as the last diagram wrote it. */
    record Numbers(String offerKey, String offer, long issued, long redeemed, long late) {}

    /** Keeps the coupon unless the step has one already or the code is taken; false then. */
    boolean add(ContactId contact, Coupon coupon, StepRef step, Instant now) {
        return sql.sql(
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
                        .update()
                > 0;
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

    /** Keeps others that count the same from counting until the transaction ends. */
    void lock(String counted) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended('loyalty.coupon:' || :counted, 0))")
                .param("counted", counted)
                .query((row, number) -> number)
                .list();
    }

    /**
     * Whether so many coupons of an offer were issued; to one person, or to all, those erased since too, where {@code
     * contact} is null.
     */
    boolean has(String offerKey, ContactId contact, int many) {
        return sql.sql(
                                """
                                select count(*) from (
                                  select 1 from loyalty.coupon
                                  where offer_key = :offer and (:contact::bigint is null or contact = :contact)
                                  union all
                                  select 1 from loyalty.spent_code
                                  where offer_key = :offer and :contact::bigint is null
                                  limit :many) part
                                """)
                        .param("offer", offerKey)
                        .param("contact", contact == null ? null : contact.value())
                        .param("many", many)
                        .query(Integer.class)
                        .single()
                >= many;
    }

    List<Numbers> numbers() {
        return sql.sql(
                        """
                        select offer_key, max(offer) as offer, count(*) as issued,
                          count(*) filter (where redeemed) as redeemed, count(*) filter (where late) as late
                        from (
                          select offer_key, offer, redeemed_at is not null as redeemed,
                            redeemed_at is null and late_at is not null as late
                          from loyalty.coupon
                          union all
                          select offer_key, offer, redeemed, late from loyalty.spent_code) issued
                        group by offer_key
                        """)
                .query((row, number) -> new Numbers(
                        row.getString("offer_key"),
                        row.getString("offer"),
                        row.getLong("issued"),
                        row.getLong("redeemed"),
                        row.getLong("late")))
                .list();
    }

    /** The first order that names a coupon of its own contact redeems it; one that names it too late is only noted. */
    void redeem(List<Redemption> redemptions) {
        String redeem =
                """
                update loyalty.coupon set
                  redeemed_at = case when told.at <= expires_at then told.at end,
                  redeemed_order = case when told.at <= expires_at then told.order_id end,
                  late_at = case when told.at > expires_at then coalesce(late_at, told.at) else late_at end,
                  late_order = case when told.at <= expires_at or late_at is not null then late_order
                    else told.order_id end
                from (select ?::timestamptz as at, ?::text as order_id) told
                where upper(code) = ? and contact = ? and redeemed_at is null
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
