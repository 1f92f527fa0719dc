package io.relance.segment.run;

import io.relance.segment.value.Rhythm;
import io.relance.segment.value.SpendModel.Spending;
import io.relance.shop.ShopProfile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what is to be expected. */
@Component
class OutlookRows {

    private final JdbcClient sql;
    private final ShopProfile shop;
    private final String occasions;

    OutlookRows(JdbcClient sql, ShopProfile shop) throws IOException {
        this.sql = sql;
        this.shop = shop;
        occasions = new ClassPathResource("sql/segment/occasions.sql").getContentAsString(StandardCharsets.UTF_8);
    }

    /** When a customer bought, and what their repeats came to. */
    record Customer(long contact, Rhythm rhythm, Spending spending) {}

    /** What is to be expected of a customer; null where nothing can be said. */
    record Outlook(
            long contact, Double gap, boolean own, LocalDate nextDay, Double alive, Double orders, Double value) {}

    /** The last numbers of groups of so many people. */
    List<Long> bounds(long size) {
        return sql.sql(
                        "select max(contact) from (select contact, (row_number() over (order by contact) - 1) / :size as part"
                                + " from segment.person) p group by part order by 1")
                .param("size", size)
                .query(Long.class)
                .list();
    }

    List<Customer> customers(Instant now, long after, long upTo) {
        return sql.sql(occasions)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("zone", shop.timezone().getId())
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> new Customer(
                        row.getLong("contact"),
                        new Rhythm(
                                row.getInt("occasions"),
                                row.getObject("first", LocalDate.class),
                                row.getObject("last", LocalDate.class)),
                        new Spending(Math.max(0, row.getInt("occasions") - 1), Math.max(0, row.getDouble("average")))))
                .list();
    }

    /** Replaces what was expected of everybody in this range. */
    void replace(List<Outlook> outlooks, long after, long upTo) {
        sql.sql("delete from segment.outlook where contact > :after and contact <= :upTo"
                        + " and not contact = any(:kept)")
                .param("after", after)
                .param("upTo", upTo)
                .param("kept", column(outlooks, Outlook::contact, Long[]::new))
                .update();
        write(outlooks);
    }

    private void write(List<Outlook> outlooks) {
        sql.sql(
                        """
                        insert into segment.outlook as known
                          (contact, gap, own, next_day, alive, expected_orders, expected_value)
                        select * from unnest(:contacts::bigint[], :gaps::numeric[], :own::boolean[], :days::date[],
                          :alive::numeric[], :orders::numeric[], :values::numeric[])
                        on conflict (contact) do update set gap = excluded.gap, own = excluded.own,
                          next_day = excluded.next_day, alive = excluded.alive,
                          expected_orders = excluded.expected_orders, expected_value = excluded.expected_value
                        where known is distinct from excluded""")
                .param("contacts", column(outlooks, Outlook::contact, Long[]::new))
                .param("gaps", column(outlooks, each -> rounded(each.gap(), 1), BigDecimal[]::new))
                .param("own", column(outlooks, Outlook::own, Boolean[]::new))
                .param(
                        "days",
                        column(
                                outlooks,
                                each -> each.nextDay() == null
                                        ? null
                                        : each.nextDay().toString(),
                                String[]::new))
                .param("alive", column(outlooks, each -> rounded(each.alive(), 3), BigDecimal[]::new))
                .param("orders", column(outlooks, each -> rounded(each.orders(), 2), BigDecimal[]::new))
                .param("values", column(outlooks, each -> rounded(each.value(), 2), BigDecimal[]::new))
                .update();
    }

    private static BigDecimal rounded(Double value, int decimals) {
        return value == null || !Double.isFinite(value)
                ? null
                : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    void keepModel(String kind, Instant now, String parameters, Double logLikelihood, Long customers, String missing) {
        sql.sql(
                        """
                        insert into segment.model (kind, at, parameters, log_likelihood, customers, missing)
                        values (:kind, :now, :parameters::jsonb, :likelihood, :customers, :missing)
                        on conflict (kind, at) do update set parameters = excluded.parameters,
                          log_likelihood = excluded.log_likelihood, customers = excluded.customers,
                          missing = excluded.missing""")
                .param("kind", kind)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("parameters", parameters)
                .param("likelihood", logLikelihood)
                .param("customers", customers)
                .param("missing", missing)
                .update();
    }

    Optional<Instant> last() {
        return sql.sql("select max(at) from segment.model having max(at) is not null")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** What is expected of one contact, for people to read. */
    Optional<Map<String, Object>> of(long contact) {
        return sql.sql("select gap, own, next_day, alive, expected_orders, expected_value from segment.outlook"
                        + " where contact = :contact")
                .param("contact", contact)
                .query((row, number) -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("daysBetweenOrders", row.getBigDecimal("gap"));
                    told.put("ownRhythm", row.getBoolean("own"));
                    told.put("nextOrder", row.getObject("next_day", LocalDate.class));
                    told.put("alive", row.getBigDecimal("alive"));
                    told.put("expectedOrders", row.getBigDecimal("expected_orders"));
                    told.put("expectedValue", row.getBigDecimal("expected_value"));
                    told.put("daysBetweenBought", rhythms(contact));
                    return told;
                })
                .optional();
    }

    /** The contact's own mean days between the days on which they bought of a category, by its name in tables. */
    private Map<String, BigDecimal> rhythms(long contact) {
        Map<String, BigDecimal> rhythms = new LinkedHashMap<>();
        sql.sql(
                        """
                        select k.name, round((max(d.day) - min(d.day))::numeric / (count(*) - 1), 2) as gap
                        from segment.day d join segment.counted k on k.id = d.counted
                        where d.contact = :contact and k.kind = 'bought'
                        group by k.name having count(*) > 1 order by k.name""")
                .param("contact", contact)
                .query(row -> {
                    rhythms.put(row.getString("name"), row.getBigDecimal("gap"));
                });
        return rhythms;
    }

    private static <R, T> T[] column(List<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
