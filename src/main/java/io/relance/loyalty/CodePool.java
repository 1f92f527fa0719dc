package io.relance.loyalty;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes made elsewhere, waiting to be issued. */
@Component
class CodePool {

    private final JdbcClient sql;
    private final SpentCodes spent;

    CodePool(JdbcClient sql, SpentCodes spent) {
        this.sql = sql;
        this.spent = spent;
    }

    /** Adds the codes that nobody knows yet and nobody ever got, in this order; answers them. */
    Set<String> add(String offerKey, Collection<String> codes, Instant now) {
        return new HashSet<>(sql.sql(
                        """
                        insert into loyalty.pool_code (offer_key, code, added_at)
                        select :offer, code, :now
                        from unnest(:codes::text[], :hashes::text[]) with ordinality as told (code, hash, place)
                        where not exists (select from loyalty.coupon where upper(coupon.code) = upper(told.code))
                          and not exists (select from loyalty.spent_code where spent_code.hash = told.hash)
                        order by place
                        on conflict do nothing returning code
                        """)
                .param("offer", offerKey)
                .param("now", Sql.time(now))
                .param("codes", codes.toArray(String[]::new))
                .param("hashes", spent.hashes(codes))
                .query(String.class)
                .list());
    }

    /** Takes the code that has waited longest and that nobody else is taking; empty when none is left. */
    Optional<String> take(String offerKey) {
        return sql.sql(
                        """
                        delete from loyalty.pool_code where id = (
                          select id from loyalty.pool_code where offer_key = :offer order by id limit 1
                          for update skip locked)
                        returning code
                        """)
                .param("offer", offerKey)
                .query(String.class)
                .optional();
    }

    /** How many codes are left of each of these offers, counted up to {@code most}. */
    Map<String, Integer> left(Collection<String> offerKeys, int most) {
        Map<String, Integer> left = new HashMap<>();
        sql.sql(
                        """
                        select asked.offer, (
                          select count(*) from (
                            select from loyalty.pool_code where offer_key = asked.offer limit :most) part) as codes
                        from unnest(:offers) as asked (offer)
                        """)
                .param("offers", offerKeys.toArray(String[]::new))
                .param("most", most)
                .query(row -> {
                    left.put(row.getString("offer"), row.getInt("codes"));
                });
        return left;
    }
}
