package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.segment.fact.FactQuery;
import io.relance.segment.fact.FactReader;
import io.relance.segment.fact.Facts;
import io.relance.segment.run.Run;
import io.relance.segment.run.Runs;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * A year of ten thousand people through the public intake; what is known of them then is what one statement over their
 * raw events says, and what was found for each alone, batch by batch, is what is found for all at once.
 */
@RelanceTest
@TestPropertySource(
        properties = {
            "relance.write-keys=trial:trial",
            "relance.intake.rate=1000000",
            "relance.segment.tables=switch",
            "relance.shop.rates.usd=0.8"
        })
class ShopYearTests {

    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Map<String, BigDecimal> RATES = Map.of("USD", new BigDecimal("0.8"));

    /** What people did, an order that is told again once. */
    private static final String RAW =
            """
            with told as (
              select contact_id, lower(name) as name, at, properties, properties ->> 'order_id' as o,
                row_number() over (partition by contact_id, lower(name),
                  case lower(name) when 'order completed' then properties ->> 'order_id' else id::text end
                  order by at, id) as nth
              from contact.activity where source <> 'segment'),
            raw as (select * from told where nth = 1)
            """;

    private static final String EVERYTHING = RAW
            + """
                    , back as (
                      select contact_id, o, sum((properties ->> 'total')::numeric) as given,
                        bool_or(name = 'order cancelled' or not properties ?? 'total') as gone
                      from raw where name in ('order refunded', 'order cancelled') group by contact_id, o),
                    kept as (
                      select a.contact_id, a.at,
                        (a.properties ?? 'coupon')::int as coded,
                        case a.properties ->> 'currency'
                          when 'USD' then round(((a.properties ->> 'total')::numeric - coalesce(b.given, 0)) * 0.8, 2)
                          else (a.properties ->> 'total')::numeric - coalesce(b.given, 0) end as net
                      from raw a left join back b using (contact_id, o)
                      where a.name = 'order completed' and b.gone is not true),
                    bought as (
                      select contact_id, count(*) as n, sum(net) as net, round(avg(coded), 4) as share,
                        round(sum(net) / count(*), 2) as basket, date_part('day', :now - max(at))::int as since
                      from kept group by contact_id),
                    done as (
                      select contact_id, count(*) filter (where name = 'order completed') as ordered,
                        count(*) filter (where name = 'product viewed') as looked,
                        count(*) filter (where name = 'product viewed' and (at at time zone 'Europe/Paris')::date
                          > (:now at time zone 'Europe/Paris')::date - 90) as lately,
                        sum(case name when 'order completed' then 50 when 'order cancelled' then -50
                          when 'page viewed' then 1 when 'product viewed' then 1 else 0 end) as score
                      from raw group by contact_id)
                    select contact_id, coalesce(n, 0) as "orders.count", coalesce(net, 0) as "orders.value",
                      share as "orders.codeShare", basket as "orders.averageBasket", since as "orders.daysSinceLast",
                      ordered as "count.order_completed.ever", looked as "visits.ete.ever",
                      lately as "visits.ete.last90d", score as "score.activity"
                    from done left join bought using (contact_id)""";

    private static final List<String> PATHS = List.of(
            "orders.count",
            "orders.value",
            "orders.codeShare",
            "orders.averageBasket",
            "orders.daysSinceLast",
            "count.order_completed.ever",
            "visits.ete.ever",
            "visits.ete.last90d",
            "score.activity");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Runs runs;

    @Autowired
    Facts facts;

    @Autowired
    FactReader reader;

    @Test
    void aYearEndsWithTheNumbersOfTheRawEvents() {
        Outside outside = new Outside(port);
        ShopYear year = new ShopYear();
        Instant now = BEGIN;
        for (int month = 0; month < 12; month++) {
            Instant until = now.plus(Duration.ofDays(30));
            clock.set(until);
            outside.send(year.events(now, until));
            now = until;
            work("inbox");
            work("segments");
            if (month < 11) {
                work("segment runs");
                work("segments");
            }
        }
        Map<Long, Set<String>> alone = segments();
        everybodyAtOnceIsWhereTheyWereFoundAlone(alone);
        ranksAreThoseOfTheRawEvents(now);
        countsAreThoseOfTheRawEvents();
        Map<Long, Map<String, String>> raw = factsAreThoseOfTheRawEvents(now);
        segmentsAreThoseOfTheRawEvents(now, raw);
        theYearHadWhatMakesItHard(year);
        theModelsWereFitted();
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    private void everybodyAtOnceIsWhereTheyWereFoundAlone(Map<Long, Set<String>> alone) {
        sql.sql("update segment.person set segments = '{}', due_at = null").update();
        runs.recompute(true, "test");
        work("segment runs");
        assertThat(runs.latest(1)).extracting(Run::state).containsExactly("done");
        assertThat(segments()).isEqualTo(alone).hasSizeGreaterThan(4_000);
    }

    /** But those that are made of ranks, which only a run over everybody knows. */
    private Map<Long, Set<String>> segments() {
        Map<Long, Set<String>> segments = new TreeMap<>();
        sql.sql("select contact, n.name from segment.person left join segment.named n on n.id = any(segments)"
                        + " and n.name not like 'rfm\\_%' and n.name <> 'vip'")
                .query(row -> {
                    Set<String> names = segments.computeIfAbsent(row.getLong(1), contact -> new TreeSet<>());
                    if (row.getString(2) != null) {
                        names.add(row.getString(2));
                    }
                });
        return segments;
    }

    private void ranksAreThoseOfTheRawEvents(Instant now) {
        Map<Long, String> kept = new TreeMap<>();
        sql.sql("select contact, r, f, m from segment.person where r is not null")
                .query(row -> {
                    kept.put(row.getLong(1), row.getInt(2) + "" + row.getInt(3) + row.getInt(4));
                });
        assertThat(kept).hasSizeGreaterThan(2_000).isEqualTo(RawOrders.ranks(sql, now, RATES));
    }

    private void countsAreThoseOfTheRawEvents() {
        // Which telling of an order was recorded first is open where a guest signs in between two: by minutes.
        String last = "case when name <> 'order_completed' then %s end";
        String counted = "select contact, name, n, " + last.formatted("last_at") + " from segment.total"
                + " join segment.counted c on c.id = counted and c.kind = 'activity'";
        String byDay = "select contact, name, day, n from segment.day"
                + " join segment.counted c on c.id = counted and c.kind = 'activity'";
        same(
                counted,
                "select contact_id, name, n, " + last.formatted("at")
                        + " from (select contact_id, replace(name, ' ', '_') as name, count(*) as n, max(at) as at"
                        + " from raw group by 1, 2) summed");
        same(
                byDay,
                "select contact_id, replace(name, ' ', '_'), (at at time zone 'Europe/Paris')::date, count(*)"
                        + " from raw group by 1, 2, 3");
    }

    private void same(String counted, String raw) {
        assertThat(sql.sql(RAW + "select count(*) from ((" + counted + " except " + raw + ") union all (" + raw
                                + " except " + counted + ")) difference")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Map<Long, Map<String, String>> factsAreThoseOfTheRawEvents(Instant now) {
        Map<Long, Map<String, String>> raw = new TreeMap<>();
        sql.sql(EVERYTHING).param("now", now.atOffset(ZoneOffset.UTC)).query(row -> {
            Map<String, String> values = new TreeMap<>();
            for (String path : PATHS) {
                values.put(path, plain(row.getBigDecimal(path)));
            }
            raw.put(row.getLong("contact_id"), values);
        });
        FactQuery query = new FactQuery(
                PATHS.stream().map(path -> facts.find(path).orElseThrow()).toList(), List.of());
        Map<Long, Map<String, String>> known = new TreeMap<>();
        reader.read(query, raw.keySet().stream().map(ContactId::new).toList(), now)
                .forEach(each -> known.put(
                        each.contact().value(),
                        PATHS.stream()
                                .collect(Collectors.toMap(
                                        path -> path,
                                        path -> plain((BigDecimal) each.values().get(path)),
                                        (one, other) -> one,
                                        TreeMap::new))));
        assertThat(known).isEqualTo(raw);
        return raw;
    }

    private static String plain(BigDecimal number) {
        return number == null ? "none" : number.stripTrailingZeros().toPlainString();
    }

    private void segmentsAreThoseOfTheRawEvents(Instant now, Map<Long, Map<String, String>> raw) {
        Map<String, Set<Long>> expected = new TreeMap<>();
        List.of("loyal", "high_value", "at_risk", "dormant", "lost", "hot", "promotion_hunters")
                .forEach(name -> expected.put(name, new TreeSet<>()));
        for (RawOrders.Bought buyer : RawOrders.buyers(sql, now, RATES)) {
            add(expected, "loyal", buyer.contact, buyer.frequency > 5);
            add(expected, "high_value", buyer.contact, buyer.monetary.compareTo(BigDecimal.valueOf(500)) >= 0);
            add(expected, "at_risk", buyer.contact, buyer.recency >= 90 && buyer.recency < 180);
            add(expected, "dormant", buyer.contact, buyer.recency >= 180 && buyer.recency < 365);
            add(expected, "lost", buyer.contact, buyer.recency >= 365);
        }
        raw.forEach((contact, of) -> {
            add(expected, "hot", contact, number(of, "score.activity") > 500);
            boolean coded = number(of, "orders.count") >= 3 && number(of, "orders.codeShare") > 0.5;
            add(expected, "promotion_hunters", contact, coded);
        });
        expected.forEach((name, people) -> assertThat(members(name)).as(name).isEqualTo(people));
        List.of("loyal", "high_value", "at_risk", "dormant", "hot", "promotion_hunters")
                .forEach(name -> assertThat(expected.get(name)).as(name).isNotEmpty());
    }

    private static double number(Map<String, String> values, String path) {
        return values.get(path).equals("none") ? 0 : Double.parseDouble(values.get(path));
    }

    private static void add(Map<String, Set<Long>> expected, String name, long contact, boolean in) {
        if (in) {
            expected.get(name).add(contact);
        }
    }

    private Set<Long> members(String name) {
        return new TreeSet<>(sql.sql("select contact from segment.person join segment.named s on s.id = any(segments)"
                        + " where s.name = :name")
                .param("name", name)
                .query(Long.class)
                .list());
    }

    /** Else the comparison says little. */
    private void theYearHadWhatMakesItHard(ShopYear year) {
        assertThat(count("select count(*) from shop.customer_order where completed_at is not null"
                        + " and status = 'cancelled'"))
                .isGreaterThan(200);
        assertThat(count("select count(*) from shop.customer_order where completed_at is not null"
                        + " and status = 'refunded'"))
                .isGreaterThan(200);
        assertThat(count("select count(*) from shop.customer_order where completed_at is not null"
                        + " and status = 'completed' and refunded > 0"))
                .isGreaterThan(200);
        assertThat(count(RAW + "select count(*) from told where nth > 1")).isGreaterThan(200);
        assertThat(count("select count(*) from contact.contact where merged_into is not null"))
                .isGreaterThan(50);
        assertThat(count("select count(*) from contact.contact where merged_into is null and user_id is null"))
                .isGreaterThan(50);
        assertThat(year.events()).isGreaterThan(36_000);
    }

    private long count(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private void theModelsWereFitted() {
        assertThat(sql.sql("select kind from segment.model where missing is null group by kind order by kind")
                        .query(String.class)
                        .list())
                .containsExactly("purchases", "spend");
        assertThat(count("select count(*) from segment.outlook where alive is not null and expected_value is not null"))
                .isGreaterThan(500);
        assertThat(count("select count(*) from segment.outlook where alive not between 0 and 1 or expected_orders < 0"))
                .isZero();
    }
}
