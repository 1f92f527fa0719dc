package io.relance.segment.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Facts read for one and for everybody are the same, and what plain arithmetic on the events gives. */
@RelanceTest
class FactsBothWaysTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Facts facts;

    @Autowired
    FactReader reader;

    @Autowired
    Asking asking;

    @Autowired
    ShopProfile shop;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    TransactionOperations transactions;

    /** By userId and category, the days on which it was bought. */
    private final Map<String, TreeSet<LocalDate>> bought = new TreeMap<>();

    private int number;

    @BeforeEach
    void itIsNine() {
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void theRhythmOfACategoryIsTheMeanOfTheGapsBetweenItsDays() {
        buys("rhythm-camille", "2026-01-01T10:00:00Z", "Café", "Thé");
        buys("rhythm-camille", "2026-01-08T10:00:00Z", "Café");
        // Twice on a day, and once just before midnight in London: the next day in Paris.
        buys("rhythm-camille", "2026-01-20T08:00:00Z", "Café", "Café", "Tasse");
        buys("rhythm-camille", "2026-01-20T18:00:00Z", "Café");
        buys("rhythm-camille", "2026-02-10T23:30:00Z", "Café");
        buys("rhythm-camille", "2026-02-11T09:00:00Z", "Café");
        // What arrives late counts on its day.
        buys("rhythm-camille", "2025-12-25T09:00:00Z", "Café");
        // An order that is told again a week later was bought once.
        Acted told = order(new Who("rhythm-camille", null), Instant.parse("2026-02-11T12:00:00Z"), "Café");
        acts(told);
        acts(new Acted(told.who(), told.at().plus(7, ChronoUnit.DAYS), told.name(), told.properties(), "test", true));
        buys("rhythm-once", "2026-02-01T09:00:00Z", "Café");
        buys("rhythm-day", "2026-02-01T09:00:00Z", "Café");
        buys("rhythm-day", "2026-02-01T11:00:00Z", "Café");
        acts(new Acted(new Who("rhythm-none", null), clock.instant(), "Page Viewed", Map.of(), "test", true));

        assertThat(read("rhythm-camille", "daysBetweenBought.cafe")).isEqualTo(new BigDecimal("12.00")); // 48 / 4
        assertAllAsReckoned("cafe", "the", "tasse");
    }

    @Test
    void whoTurnsOutToBeTheSameHasTheDaysOfBoth() {
        buys("rhythm-two", "2026-01-01T10:00:00Z", "Savon");
        buys("rhythm-two", "2026-01-11T10:00:00Z", "Savon");
        String visitor = "visitor-" + System.nanoTime();
        for (String day : List.of("2026-01-11", "2026-01-21", "2026-02-05")) {
            Instant at = Instant.parse(day + "T15:00:00Z");
            acts(order(new Who(null, visitor), at, "Savon"));
            note("rhythm-two", at, "Savon");
        }
        acts(new Identified(new Who("rhythm-two", visitor), clock.instant(), Map.of(), "test", true));

        assertThat(read("rhythm-two", "daysBetweenBought.savon")).isEqualTo(new BigDecimal("11.67")); // 35 / 3
        assertAllAsReckoned("savon");
    }

    @Test
    void pointsAndTiersAreTheSameForOneAndForAll() {
        worth("standing-gold", "1500.00");
        worth("standing-silver", "500.00");
        worth("standing-bronze", "12.90");
        acts(new Acted(new Who("standing-new", null), clock.instant(), "Page Viewed", Map.of(), "test", true));

        Map<Long, Map<String, Object>> all = bothWays("loyalty.points", "loyalty.tier");

        assertThat(all.get(id("standing-gold")))
                .containsEntry("loyalty.tier", "Gold")
                .containsEntry("loyalty.points", BigDecimal.valueOf(1500));
        assertThat(all.get(id("standing-silver"))).containsEntry("loyalty.tier", "Silver");
        assertThat(all.get(id("standing-bronze")))
                .containsEntry("loyalty.tier", "Bronze")
                .containsEntry("loyalty.points", BigDecimal.valueOf(12));
        assertThat(all.get(id("standing-new")))
                .containsEntry("loyalty.tier", "Bronze")
                .containsEntry("loyalty.points", BigDecimal.ZERO);
    }

    private void assertAllAsReckoned(String... categories) {
        Map<Long, Map<String, Object>> all = bothWays(
                Stream.of(categories).map(each -> "daysBetweenBought." + each).toArray(String[]::new));
        for (String who : people()) {
            for (String category : categories) {
                assertThat(all.get(id(who)).get("daysBetweenBought." + category))
                        .as(who + " " + category)
                        .isEqualTo(mean(bought.get(who + " " + category)));
            }
        }
    }

    /** The sum of the gaps by their number; null for less than one gap. */
    private static BigDecimal mean(TreeSet<LocalDate> days) {
        if (days == null || days.size() < 2) {
            return null;
        }
        long sum = 0;
        for (LocalDate day = days.first(); days.higher(day) != null; day = days.higher(day)) {
            sum += ChronoUnit.DAYS.between(day, days.higher(day));
        }
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(days.size() - 1L), 2, RoundingMode.HALF_UP);
    }

    private List<String> people() {
        return bought.keySet().stream().map(key -> key.split(" ")[0]).distinct().toList();
    }

    private Object read(String who, String path) {
        return bothWays(path).get(id(who)).get(path);
    }

    /** The facts of everybody, after seeing that read for some they are the same. */
    private Map<Long, Map<String, Object>> bothWays(String... paths) {
        FactQuery query = new FactQuery(
                Stream.of(paths).map(path -> facts.find(path).orElseThrow()).toList(), List.of());
        Map<Long, Map<String, Object>> all = new TreeMap<>();
        sql.sql(query.ofAll())
                .params(asking.parameters(query, clock.instant(), shop))
                .param("after", 0L)
                .param("upTo", Long.MAX_VALUE)
                .query(row -> {
                    Map<String, Object> values = new HashMap<>();
                    for (String path : paths) {
                        Object value = row.getObject(query.name(path));
                        values.put(path, value instanceof Long number ? BigDecimal.valueOf(number) : value);
                    }
                    all.put(row.getLong("contact"), values);
                });
        List<ContactId> everybody = all.keySet().stream().map(ContactId::new).toList();
        Map<Long, Map<String, Object>> some = new TreeMap<>();
        reader.read(query, everybody, clock.instant())
                .forEach(known -> some.put(known.contact().value(), known.values()));
        assertThat(some).isEqualTo(all);
        return all;
    }

    private void buys(String who, String at, String... categories) {
        Instant moment = Instant.parse(at);
        acts(order(new Who(who, null), moment, categories));
        note(who, moment, categories);
    }

    private void note(String who, Instant at, String... categories) {
        for (String category : categories) {
            bought.computeIfAbsent(
                            who + " "
                                    + category.toLowerCase(java.util.Locale.ROOT)
                                            .replace("é", "e"),
                            key -> new TreeSet<>())
                    .add(at.atZone(PARIS).toLocalDate());
        }
    }

    private Acted order(Who who, Instant at, String... categories) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String category : categories) {
            lines.add(Map.of("product_id", "p-" + category, "category", category, "price", 10));
        }
        Map<String, Object> properties = Map.of("order_id", "rhythm-" + number++, "products", lines);
        return new Acted(who, at, "Order Completed", properties, "test", true);
    }

    private void worth(String who, String total) {
        Map<String, Object> properties = Map.of("order_id", "worth-" + who, "total", total, "currency", "EUR");
        acts(new Acted(new Who(who, null), clock.instant(), "Order Completed", properties, "test", true));
    }

    private void acts(io.relance.contact.Fact fact) {
        transactions.executeWithoutResult(status -> timeline.receive(List.of(fact)));
    }

    private long id(String who) {
        return contacts.byUserId(who).orElseThrow().id().value();
    }
}
