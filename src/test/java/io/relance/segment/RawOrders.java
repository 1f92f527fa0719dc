package io.relance.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people bought, reckoned by plain arithmetic from the raw events and nothing else. */
final class RawOrders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RawOrders() {}

    static final class Bought {
        final Map<String, Instant> at = new HashMap<>();
        final Map<String, BigDecimal> total = new HashMap<>();
        final Map<String, BigDecimal> back = new HashMap<>();
        final Map<String, BigDecimal> rate = new HashMap<>();
        final List<String> gone = new ArrayList<>();
        String userId = "";
        long contact;
        long recency;
        int frequency;
        BigDecimal monetary = BigDecimal.ZERO;
    }

    /** Recency, frequency and monetary fifths of everybody, by contact: {@code 543}; every currency at face value. */
    static Map<Long, String> ranks(JdbcClient sql, Instant now) {
        return ranks(sql, now, Map.of());
    }

    /** The same with rates of other currencies. */
    static Map<Long, String> ranks(JdbcClient sql, Instant now, Map<String, BigDecimal> rates) {
        return ranked(buyers(sql, now, rates));
    }

    /** Who bought within the window. */
    static List<Bought> buyers(JdbcClient sql, Instant now, Map<String, BigDecimal> rates) {
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
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            rates);
                });
        Instant from = now.atOffset(ZoneOffset.UTC).minusMonths(24).toInstant();
        List<Bought> buyers = new ArrayList<>();
        for (Bought bought : all.values()) {
            Instant last = null;
            for (var order : bought.at.entrySet()) {
                if (!bought.gone.contains(order.getKey()) && order.getValue().isAfter(from)) {
                    bought.frequency++;
                    bought.monetary = bought.monetary.add(net(bought, order.getKey()));
                    last = last == null || order.getValue().isAfter(last) ? order.getValue() : last;
                }
            }
            if (last != null) {
                bought.recency = Duration.between(last, now).toDays();
                buyers.add(bought);
            }
        }
        return buyers;
    }

    private static BigDecimal net(Bought bought, String order) {
        BigDecimal net = bought.total.get(order).subtract(bought.back.getOrDefault(order, BigDecimal.ZERO));
        BigDecimal rate = bought.rate.get(order);
        return rate == null ? net : net.multiply(rate).setScale(2, RoundingMode.HALF_UP);
    }

    private static void learn(Bought bought, String name, String text, Instant at, Map<String, BigDecimal> rates) {
        JsonNode properties = read(text);
        String order = properties.path("order_id").asText();
        if (name.equals("order completed")) {
            bought.at.putIfAbsent(order, at);
            bought.total.put(order, total(properties));
            bought.rate.put(order, rates.get(properties.path("currency").asText()));
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
