package io.relance.loyalty;

import io.relance.contact.KeyedHash;
import io.relance.shared.Site;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes of coupons whose people were erased, as keyed hashes: none is ever issued again, and limits go on counting
 * it. Whose it was is gone.
 */
@Component
class SpentCodes {

    private final JdbcClient sql;
    private final KeyedHash hash;

    SpentCodes(JdbcClient sql, Site site) {
        this.sql = sql;
        hash = new KeyedHash(site.secret(), "spent coupon code");
    }

    /** What stands here for each of these codes, in their order. */
    String[] hashes(Collection<String> codes) {
        return codes.stream()
                .map(code -> hash.of(code.toUpperCase(Locale.ROOT)))
                .toArray(String[]::new);
    }

    /** Keeps the codes of these people's coupons, which are about to go; to be called in the erasure's transaction. */
    void keep(List<Long> contacts) {
        Long[] people = contacts.toArray(Long[]::new);
        List<String> codes = sql.sql("select code from loyalty.coupon where contact = any(:contacts)")
                .param("contacts", people)
                .query(String.class)
                .list();
        if (codes.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        insert into loyalty.spent_code (hash, offer_key, offer, redeemed, late)
                        select told.hash, offer_key, offer, redeemed_at is not null,
                          redeemed_at is null and late_at is not null
                        from unnest(:codes, :hashes) as told (code, hash) join loyalty.coupon using (code)
                        on conflict do nothing
                        """)
                .param("codes", codes.toArray(String[]::new))
                .param("hashes", hashes(codes))
                .update();
        forget(codes.stream().map(code -> code.toUpperCase(Locale.ROOT)).toArray(String[]::new));
    }

    private void forget(String[] codes) {
        // Nobody who used one can turn out to be its person any more.
        sql.sql("delete from loyalty.coupon_use where code = any(:codes)")
                .param("codes", codes)
                .update();
        // One that was brought again at the moment it was issued waits there still.
        sql.sql("delete from loyalty.pool_code where upper(code) = any(:codes)")
                .param("codes", codes)
                .update();
    }
}
