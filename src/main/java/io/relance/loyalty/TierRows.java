package io.relance.loyalty;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the settings' tiers where SQL reads them ({@code loyalty.standing}); the settings of who starts last count. */
@Component
class TierRows implements SmartInitializingSingleton {

    private final JdbcClient sql;
    private final LoyaltySettings settings;

    TierRows(JdbcClient sql, LoyaltySettings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        // One node after the other: two that start at once and swap two tiers' points must not meet half way.
        sql.sql("lock table loyalty.tier in exclusive mode").update();
        List<Tiers.Tier> tiers = settings.tiers().all();
        if (!tiers.equals(kept())) {
            sql.sql("delete from loyalty.tier").update();
            sql.sql("insert into loyalty.tier (name, begins_at) select * from unnest(:names, :begins)")
                    .param("names", tiers.stream().map(Tiers.Tier::name).toArray(String[]::new))
                    .param("begins", tiers.stream().map(Tiers.Tier::from).toArray(Long[]::new))
                    .update();
        }
    }

    private List<Tiers.Tier> kept() {
        return sql.sql("select name, begins_at from loyalty.tier order by begins_at")
                .query((row, number) -> new Tiers.Tier(row.getString("name"), row.getLong("begins_at")))
                .list();
    }
}
