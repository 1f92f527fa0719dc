package io.relance.shop;

import java.util.Currency;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the settings' rates where SQL reads them ({@code shop.purchase}); the settings of who starts last count. */
@Component
class Rates implements SmartInitializingSingleton {

    private final JdbcClient sql;
    private final ShopProfile shop;

    Rates(JdbcClient sql, ShopProfile shop) {
        this.sql = sql;
        this.shop = shop;
    }

    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        Currency own = shop.currency();
        sql.sql("delete from shop.rate where not currency = any(:kept)")
                .param("kept", shop.rates().keySet().toArray(String[]::new))
                .update();
        shop.rates().forEach((currency, rate) -> sql.sql(
                        """
                        insert into shop.rate (currency, rate, decimals) values (:currency, :rate, :decimals)
                        on conflict (currency) do update set rate = excluded.rate, decimals = excluded.decimals
                        where (rate.rate, rate.decimals) is distinct from (excluded.rate, excluded.decimals)""")
                .param("currency", currency)
                .param("rate", currency.equals(own.getCurrencyCode()) ? java.math.BigDecimal.ONE : rate)
                .param("decimals", Math.max(0, own.getDefaultFractionDigits()))
                .update());
    }
}
