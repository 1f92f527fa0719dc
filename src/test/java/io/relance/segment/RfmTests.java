package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recency, frequency and monetary value, against a reckoning of its own from the raw events. */
@TrialTest
class RfmTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    private Outside outside;
    private Instant now;

    @BeforeEach
    void begin() {
        outside = new Outside(port);
        now = outside.settle();
    }

    @Test
    void tiesRefundsGuestsAndOtherCurrenciesCountAsTheyShould() {
        List<Map<String, Object>> events = new ArrayList<>();
        // Equal in everything: userId decides.
        for (String who : List.of("rfm-b", "rfm-a", "rfm-c")) {
            events.add(order(who, who + "-1", "50.00", Duration.ofDays(10)));
        }
        // Three orders, one of them given back whole without an amount, one in part.
        events.add(order("rfm-refunds", "rfm-r-1", "100.00", Duration.ofDays(40)));
        events.add(order("rfm-refunds", "rfm-r-2", "30.00", Duration.ofDays(20)));
        events.add(order("rfm-refunds", "rfm-r-3", "70.00", Duration.ofDays(5)));
        events.add(later("rfm-refunds", "Order Refunded", Map.of("order_id", "rfm-r-3")));
        events.add(later("rfm-refunds", "Order Refunded", Map.of("order_id", "rfm-r-1", "total", "12.50")));
        // Cancelled: never happened.
        events.add(order("rfm-cancels", "rfm-x-1", "500.00", Duration.ofDays(3)));
        events.add(order("rfm-cancels", "rfm-x-2", "20.00", Duration.ofDays(60)));
        events.add(later("rfm-cancels", "Order Cancelled", Map.of("order_id", "rfm-x-1")));
        // A guest, dollars at face value, an order beyond the window, the same order told twice.
        events.add(Outside.anonymously(order("rfm-guest", "rfm-g-1", "80.00", Duration.ofDays(1))));
        Map<String, Object> dollars = new HashMap<>(Map.of("order_id", "rfm-d-1", "total", "65", "currency", "usd"));
        events.add(Outside.track("rfm-dollars", "Order Completed", now.minus(Duration.ofDays(2)), dollars));
        events.add(order("rfm-old", "rfm-o-1", "900.00", Duration.ofDays(800)));
        events.add(order("rfm-old", "rfm-o-2", "10.00", Duration.ofDays(700)));
        events.add(order("rfm-twice", "rfm-t-1", "33.00", Duration.ofDays(8)));
        events.add(Outside.track(
                "rfm-twice",
                "Order Completed",
                now.minus(Duration.ofDays(7)),
                Map.of("order_id", "rfm-t-1", "total", "33")));
        outside.send(events);
        outside.settle();
        outside.as("analyst", "POST", "/api/segments/recompute", null);
        now = outside.settle();

        JsonNode refunds = outside.contact("rfm-refunds").path("rfm");
        assertThat(refunds.path("recency").asInt()).isEqualTo(20);
        assertThat(refunds.path("frequency").asInt()).isEqualTo(2);
        assertThat(refunds.path("monetary").decimalValue()).isEqualByComparingTo("117.50");
        JsonNode old = outside.contact("rfm-old").path("rfm");
        assertThat(old.path("frequency").asInt()).isOne();
        assertThat(old.path("monetary").decimalValue()).isEqualByComparingTo("10");
        assertThat(outside.contact("rfm-twice").path("rfm").path("frequency").asInt())
                .isOne();
        assertThat(kept()).isEqualTo(reckoned());
        assertThat(outside.contact("rfm-a").path("segments"))
                .extracting(JsonNode::asText)
                .contains("rfm_"
                        + outside.contact("rfm-a").path("rfm").path("segment").asText());
    }

    private Map<String, Object> order(String who, String id, String total, Duration ago) {
        return Outside.track(who, "Order Completed", now.minus(ago), Map.of("order_id", id, "total", total));
    }

    private Map<String, Object> later(String who, String name, Map<String, Object> properties) {
        return Outside.track(who, name, now.minusSeconds(60), properties);
    }

    /** What the product says, by contact. */
    private Map<Long, String> kept() {
        Map<Long, String> kept = new TreeMap<>();
        sql.sql("select contact, r, f, m from segment.person where r is not null")
                .query(row -> {
                    kept.put(row.getLong(1), row.getInt(2) + "" + row.getInt(3) + row.getInt(4));
                });
        return kept;
    }

    private static final class Bought {
        final Map<String, Instant> at = new HashMap<>();
        final Map<String, BigDecimal> total = new HashMap<>();
        final Map<String, BigDecimal> back = new HashMap<>();
        final List<String> gone = new ArrayList<>();
        String userId = "";
        long contact;
        long recency;
        int frequency;
        BigDecimal monetary = BigDecimal.ZERO;
    }

    /** The same from what the timeline has, reckoned here. */
    private Map<Long, String> reckoned() {
        Map<Long, Bought> all = new TreeMap<>();
        sql.sql(
                        "select a.contact_id, a.at, lower(a.name) as name, a.properties::text as properties, c.user_id"
                                + " from contact.activity a join contact.contact c on c.id = a.contact_id"
                                + " where lower(a.name) in ('order completed', 'order refunded', 'order cancelled') order by a.id")
                .query(row -> {
                    Bought bought = all.computeIfAbsent(row.getLong("contact_id"), id -> new Bought());
                    bought.contact = row.getLong("contact_id");
                    bought.userId = row.getString("user_id") == null ? "" : row.getString("user_id");
                    learn(
                            bought,
                            row.getString("name"),
                            row.getString("properties"),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                });
        Instant from = now.atOffset(ZoneOffset.UTC).minusMonths(24).toInstant();
        List<Bought> buyers = new ArrayList<>();
        for (Bought bought : all.values()) {
            Instant last = null;
            for (var order : bought.at.entrySet()) {
                if (!bought.gone.contains(order.getKey()) && order.getValue().isAfter(from)) {
                    bought.frequency++;
                    bought.monetary = bought.monetary
                            .add(bought.total.get(order.getKey()))
                            .subtract(bought.back.getOrDefault(order.getKey(), BigDecimal.ZERO));
                    last = last == null || order.getValue().isAfter(last) ? order.getValue() : last;
                }
            }
            if (last != null) {
                bought.recency = Duration.between(last, now).toDays();
                buyers.add(bought);
            }
        }
        return ranked(buyers);
    }

    private static void learn(Bought bought, String name, String text, Instant at) {
        JsonNode properties = read(text);
        String order = properties.path("order_id").asText();
        if (name.equals("order completed")) {
            bought.at.putIfAbsent(order, at);
            bought.total.put(order, total(properties));
        } else if (name.equals("order cancelled") || properties.path("total").isMissingNode()) {
            bought.gone.add(order);
        } else {
            bought.back.merge(order, new BigDecimal(properties.path("total").asText()), BigDecimal::add);
        }
    }

    private static BigDecimal total(JsonNode properties) {
        if (!properties.path("total").isMissingNode()) {
            return new BigDecimal(properties.path("total").asText());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : properties.path("products")) {
            sum = sum.add(new BigDecimal(line.path("price").asText("0"))
                    .multiply(new BigDecimal(line.path("quantity").asText("1"))));
        }
        return sum;
    }

    private static Map<Long, String> ranked(List<Bought> buyers) {
        Map<Long, String> ranks = new TreeMap<>();
        Map<Bought, Integer> r = fifths(buyers, buyer -> BigDecimal.valueOf(buyer.recency));
        Map<Bought, Integer> f = fifths(buyers, buyer -> BigDecimal.valueOf(buyer.frequency));
        Map<Bought, Integer> m = fifths(buyers, buyer -> buyer.monetary);
        buyers.forEach(buyer -> ranks.put(buyer.contact, (6 - r.get(buyer)) + "" + f.get(buyer) + m.get(buyer)));
        return ranks;
    }

    /** As NTILE(5): the first groups are larger by one where it does not come out even. */
    private static Map<Bought, Integer> fifths(List<Bought> buyers, Function<Bought, BigDecimal> by) {
        List<Bought> sorted = new ArrayList<>(buyers);
        sorted.sort(Comparator.comparing(by)
                .thenComparing((Bought buyer) -> buyer.userId)
                .thenComparing((Bought buyer) -> buyer.contact));
        Map<Bought, Integer> fifths = new HashMap<>();
        int each = sorted.size() / 5;
        int larger = sorted.size() % 5;
        int at = 0;
        for (int fifth = 1; fifth <= 5; fifth++) {
            int size = each + (fifth <= larger ? 1 : 0);
            for (int i = 0; i < size; i++) {
                fifths.put(sorted.get(at++), fifth);
            }
        }
        return fifths;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
