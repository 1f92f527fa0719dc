package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.segment.fact.Asking;
import io.relance.segment.fact.Fact;
import io.relance.segment.fact.FactQuery;
import io.relance.shop.Orders;
import io.relance.shop.ShopProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Facts of small histories made by hand, with what each comes to reckoned by hand; of one and of everybody. */
class HandMadeFactsTests extends ShippedTablesTest {

    /** Noon in Paris. */
    private static final Instant JUNE = Instant.parse("2026-06-15T10:00:00Z");

    @Autowired
    Orders orders;

    @Autowired
    Asking asking;

    @Autowired
    ShopProfile shop;

    @Test
    void whatSomebodyBoughtDidAndSaid() {
        clock.set(JUNE);
        tellsOfThemselves("hand-camille");
        buys("hand-camille");
        looksRound("hand-camille");
        recompute();

        Map<String, Object> expected = new TreeMap<>(bought());
        expected.putAll(did());
        expected.putAll(said());
        FactQuery query = query(expected.keySet());
        assertThat(plain(known("hand-camille", query).values())).isEqualTo(expected);
        assertThat(plain(amongAll("hand-camille", query)))
                .as("read for everybody")
                .isEqualTo(expected);
        assertThat(orders.value(id("hand-camille")).value()).isEqualByComparingTo("254");
    }

    /** Six that count: 100 + 50 dollars + 30 + 80 - 20 + nothing + (33.33 - 3.33) dollars. */
    private static Map<String, Object> bought() {
        return Map.ofEntries(
                Map.entry("orders.count", "6"),
                Map.entry("orders.value", "254"),
                Map.entry("orders.averageBasket", "42.33"),
                Map.entry("orders.withCode", "2"),
                Map.entry("orders.codeShare", "0.3333"),
                Map.entry("orders.perYear", "6"),
                Map.entry("orders.daysSinceFirst", "156"),
                Map.entry("orders.daysSinceLast", "5"),
                Map.entry("rfm.recency", "5"),
                Map.entry("rfm.frequency", "6"),
                Map.entry("rfm.monetary", "254"),
                Map.entry("daysSinceBought.hand_tea", "5"),
                // The 10th of January and, in Paris, the 10th of June.
                Map.entry("daysBetweenBought.hand_tea", "151"),
                Map.entry("daysBetweenBought.hand_cups", "null"),
                // Six days with an order that counts, 151 days from the first to the last.
                Map.entry("value.daysBetweenOrders", "30.2"),
                Map.entry("value.daysUntilNextOrder", "25"));
    }

    private static Map<String, Object> did() {
        return Map.ofEntries(
                // Also the cancelled and the refunded one were ordered; the one that was told twice once.
                Map.entry("count.order_completed.ever", "8"),
                Map.entry("count.order_completed.last30d", "4"),
                Map.entry("count.order_completed.last1m", "4"),
                Map.entry("count.order_completed.last3m", "6"),
                Map.entry("count.order_completed.last1y", "8"),
                Map.entry("daysSince.order_completed", "5"),
                Map.entry("daysSince.order_cancelled", "24"),
                Map.entry("daysSince.hand_nothing", "null"),
                Map.entry("count.hand_nothing.ever", "0"),
                Map.entry("visits.hand_tea.ever", "4"),
                Map.entry("visits.hand_tea.last1d", "2"),
                Map.entry("visits.hand_tea.last2d", "3"),
                Map.entry("daysSinceVisit.hand_tea", "0"),
                Map.entry("minutesSpent.ever", "22"),
                Map.entry("minutesSpent.last1d", "22"),
                // 8 orders, one taken back, 4 products looked at.
                Map.entry("score.activity", "354"));
    }

    private static Map<String, Object> said() {
        return Map.ofEntries(
                Map.entry("contact.known", "true"),
                Map.entry("contact.hasEmail", "true"),
                Map.entry("contact.hasPhone", "false"),
                Map.entry("contact.language", "fr"),
                Map.entry("contact.country", "FR"),
                Map.entry("contact.city", "Lille"),
                Map.entry("contact.postalCode", "59000"),
                Map.entry("contact.accountAgeDays", "364"),
                Map.entry("contact.ageYears", "26"),
                // To the 28th of February of a year without a 29th.
                Map.entry("contact.birthdayInDays", "258"),
                Map.entry("trait.size", "4.5"),
                Map.entry("number.size", "4.5"),
                Map.entry("flag.member", "true"),
                Map.entry("flag.size", "null"),
                Map.entry("consent.email", "granted"),
                Map.entry("consent.sms", "soft_opt_in"),
                Map.entry("consent.phone", "unknown"));
    }

    private void tellsOfThemselves(String who) {
        Map<String, Object> traits = new HashMap<>();
        traits.put("email", who + "@example.org");
        // A second short of a year.
        traits.put("createdAt", "2025-06-15T10:00:01Z");
        traits.put("birthday", "2000-02-29");
        traits.put("language", "fr");
        traits.put("address", Map.of("country", "fr", "city", " Lille ", "postalCode", "59000"));
        traits.put("size", "4.5");
        traits.put("member", "True");
        traits.put("consents", Map.of("email", true));
        says(who, null, traits);
    }

    private void buys(String who) {
        List<Object> both = List.of(line("Hand tea", 60), line("Hand cups", 40));
        orders(who, "2026-01-10T09:00:00Z", "o1", Map.of("total", 100, "coupon", "A", "products", both));
        orders(who, "2026-01-11T09:00:00Z", "o1", Map.of("total", 100, "products", both));
        orders(who, "2026-03-01T09:00:00Z", "o2", Map.of("total", "50", "currency", "usd"));
        // A currency without a rate is taken at face value.
        orders(who, "2026-03-31T22:30:00Z", "o3", Map.of("total", 30, "currency", "GBP"));
        orders(who, "2026-05-01T09:00:00Z", "o4", Map.of("total", 80));
        later(who, "2026-05-03T09:00:00Z", "Order Refunded", Map.of("order_id", "hand-o4", "total", "20.00"));
        orders(who, "2026-05-20T09:00:00Z", "o5", Map.of("total", 70));
        later(who, "2026-05-21T10:00:01Z", "Order Cancelled", Map.of("order_id", "hand-o5"));
        orders(who, "2026-06-01T09:00:00Z", "o6", Map.of("total", 25));
        later(who, "2026-06-02T09:00:00Z", "Order Refunded", Map.of("order_id", "hand-o6"));
        // Given back more than it was said to be: bought for nothing, not for less.
        orders(who, "2026-06-05T08:00:00Z", "o7", Map.of());
        later(who, "2026-06-06T08:00:00Z", "Order Refunded", Map.of("order_id", "hand-o7", "total", 30));
        Map<String, Object> line = new HashMap<>(line("Hand tea", 33.33));
        line.put("coupon", "B");
        orders(who, "2026-06-09T22:30:00Z", "o8", Map.of("total", 33.33, "currency", "USD", "products", List.of(line)));
        later(who, "2026-06-11T09:00:00Z", "Order Refunded", Map.of("order_id", "hand-o8", "total", 3.33));
    }

    /** Before and after midnight in Paris. */
    private void looksRound(String who) {
        for (String at : List.of(
                "2026-05-01T12:00:00Z", "2026-06-14T21:59:00Z", "2026-06-14T22:01:00Z", "2026-06-14T22:21:00Z")) {
            later(who, at, "Product Viewed", Map.of("product_id", "p", "category", "Hand tea"));
        }
    }

    private static Map<String, Object> line(String category, Number price) {
        return Map.of("product_id", "p-" + category, "category", category, "price", price);
    }

    private void orders(String who, String at, String order, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("order_id", "hand-" + order);
        later(who, at, "Order Completed", properties);
    }

    private void later(String who, String at, String name, Map<String, Object> properties) {
        happens(act(who, Instant.parse(at), name, properties));
    }

    @Test
    void theAnswerAboutAContactTellsWhatTheyBoughtAndWhatToExpect() {
        clock.set(JUNE);
        buys("hand-answer");
        Outside outside = new Outside(port);
        JsonNode now = answer(outside, "hand-answer").path("value");
        assertThat(now.path("orders").asInt()).isEqualTo(6);
        assertThat(now.path("historicValue").decimalValue()).isEqualByComparingTo("254");
        assertThat(now.path("averageBasket").decimalValue()).isEqualByComparingTo("42.33");
        assertThat(now.path("ordersPerYear").decimalValue()).isEqualByComparingTo("6");
        assertThat(now.has("nextOrder")).as("reckoned at night").isFalse();
        recompute();
        JsonNode then = answer(outside, "hand-answer").path("value");
        assertThat(then.path("historicValue").decimalValue()).isEqualByComparingTo("254");
        assertThat(then.path("daysBetweenOrders").decimalValue()).isEqualByComparingTo("30.2");
        assertThat(then.path("nextOrder").asText()).isEqualTo("2026-07-10");

        later("hand-looker", "2026-06-15T09:00:00Z", "Page Viewed", Map.of("path", "/"));
        assertThat(answer(outside, "hand-looker").has("value")).isFalse();
    }

    private static JsonNode answer(Outside outside, String who) {
        return Outside.read(
                outside.as("admin", "GET", "/api/contacts/" + who, null).body());
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-27T12:00:00Z, 1,   26",
        "2027-02-28T12:00:00Z, 0,   27",
        "2027-03-01T12:00:00Z, 365, 27",
        "2028-02-28T22:59:59Z, 1,   27",
        "2028-02-28T23:00:00Z, 0,   28",
        "2028-03-01T12:00:00Z, 364, 28"
    })
    void whoWasBornOnTheTwentyNinthOfFebruary(Instant at, String days, String years) {
        clock.set(at);
        says("hand-leap", null, Map.of("birthday", "2000-02-29"));
        assertThat(plain(facts("hand-leap", List.of("contact.birthdayInDays", "contact.ageYears"))))
                .isEqualTo(Map.of("contact.birthdayInDays", days, "contact.ageYears", years));
    }

    /** What was done on an awkward day counts until the shop's day begins on which its window has passed. */
    @ParameterizedTest
    @CsvSource({
        // done,              window,  the last moment of it in the window
        "2028-02-29T12:00:00Z, last1y,   2029-02-28T22:59:59Z",
        "2028-02-29T12:00:00Z, last12m,  2029-02-28T22:59:59Z",
        "2028-02-29T12:00:00Z, last365d, 2029-02-27T22:59:59Z",
        "2028-02-29T12:00:00Z, last1m,   2028-03-28T21:59:59Z",
        "2028-02-29T12:00:00Z, last4y,   2032-02-28T22:59:59Z",
        "2028-01-31T12:00:00Z, last1m,   2028-02-29T22:59:59Z",
        "2027-02-28T12:00:00Z, last1y,   2028-02-27T22:59:59Z",
        "2027-03-01T12:00:00Z, last1y,   2028-02-29T22:59:59Z"
    })
    void windowsAroundTheTwentyNinthOfFebruary(Instant done, String window, Instant last) {
        String who = "hand-" + done + window;
        clock.set(done);
        happens(act(who, done, "Hand Quiz", Map.of()));
        String path = "count.hand_quiz." + window;
        clock.set(last);
        assertThat(plain(facts(who, List.of(path)))).isEqualTo(Map.of(path, "1"));
        assertThat(due(who, path)).isEqualTo(last.plusSeconds(1));
        clock.set(last.plusSeconds(1));
        assertThat(plain(facts(who, List.of(path)))).isEqualTo(Map.of(path, "0"));
    }

    @Test
    void theWindowOfRanksAroundTheTwentyNinthOfFebruary() {
        Instant leap = Instant.parse("2028-02-29T12:00:00Z");
        clock.set(leap);
        happens(act("hand-window", leap, "Order Completed", Map.of("order_id", "hand-window", "total", 10)));
        clock.set(Instant.parse("2030-02-28T23:59:59Z"));
        assertThat(plain(facts("hand-window", List.of("rfm.frequency")))).isEqualTo(Map.of("rfm.frequency", "1"));
        assertThat(due("hand-window", "rfm.frequency")).isEqualTo(Instant.parse("2030-03-01T00:00:00Z"));
        clock.set(Instant.parse("2030-03-01T00:00:00Z"));
        assertThat(fact("hand-window", "rfm.frequency")).isNull();
    }

    private Instant due(String who, String path) {
        Fact fact = facts.find(path).orElseThrow();
        return known(who, new FactQuery(List.of(fact), List.of(fact.due().apply(Set.of()))))
                .due();
    }

    private Map<String, Object> amongAll(String who, FactQuery query) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Object> parameters = asking.parameters(query, clock.instant(), shop);
        OrdersSummedUp.fill(sql, parameters);
        sql.sql(query.ofAll())
                .params(parameters)
                .param("after", Long.MIN_VALUE)
                .param("upTo", Long.MAX_VALUE)
                .query(row -> {
                    if (row.getLong("contact") == id(who).value()) {
                        for (String path : query.facts().keySet()) {
                            Object value = row.getObject(query.name(path));
                            values.put(
                                    path, value instanceof Number number ? new BigDecimal(number.toString()) : value);
                        }
                    }
                });
        return values;
    }
}
