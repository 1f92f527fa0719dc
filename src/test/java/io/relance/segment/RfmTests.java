package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recency, frequency and monetary value, against a reckoning of its own from the raw events. */
@TrialTest
class RfmTests {

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
        Map<Long, String> ranks = RawOrders.ranks(sql, now);
        assertThat(kept()).isEqualTo(ranks);
        Map<Long, String> names = new TreeMap<>();
        ranks.forEach((contact, rank) ->
                names.put(contact, "rfm_" + Partition.of(rank.charAt(0) - '0', rank.charAt(1) - '0')));
        assertThat(rfmSegments()).isEqualTo(names);
        assertThat(outside.contact("rfm-a").path("segments"))
                .extracting(JsonNode::asText)
                .contains(names.get(sql.sql("select id from contact.contact where user_id = 'rfm-a'")
                        .query(Long.class)
                        .single()));
    }

    /** The segments of ranks, by contact: each is in one. */
    private Map<Long, String> rfmSegments() {
        Map<Long, String> names = new TreeMap<>();
        sql.sql("select contact, name from segment.person join segment.named n on n.id = any(segments)"
                        + " where name like 'rfm\\_%'")
                .query(row -> {
                    names.merge(row.getLong(1), row.getString(2), (one, other) -> one + " and " + other);
                });
        return names;
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
}
