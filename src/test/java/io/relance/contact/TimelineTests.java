package io.relance.contact;

import static io.relance.contact.Facts.NOON;
import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RelanceTest
class TimelineTests {

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Seen seen;

    @Autowired
    Vocabulary vocabulary;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String camille = newId("camille");

    @Test
    void tellsTheNewestFirst() {
        receive(acted(user(camille), "First", Map.of(), NOON.minusSeconds(9)), acted(user(camille), "Third"));
        receive(acted(user(camille), "Second", Map.of(), NOON.minusSeconds(5)), acted(user(camille), "Fourth"));

        assertThat(timeline.newest(id(), 3)).extracting(Activity::name).containsExactly("Fourth", "Third", "Second");
    }

    @Test
    void keepsPropertiesAsTheyAre() {
        Map<String, Object> properties = Map.of(
                "total", new BigDecimal("12.50"), "products", List.of(Map.of("name", "Crème brûlée")), "gift", true);
        receive(acted(user(camille), "Product Added", properties, Instant.parse("2026-03-01T12:00:00.123456789Z")));

        Activity read = timeline.newest(id(), 1).get(0);
        assertThat(read.properties()).isEqualTo(properties);
        assertThat(read.at()).isEqualTo("2026-03-01T12:00:00.123456Z");
        assertThat(read.source()).isEqualTo("test");
        assertThat(read.live()).isTrue();
    }

    @Test
    void takesTextThatPostgresCannotKeep() {
        receive(acted(user(camille + "\0"), "Bro\0ken", Map.of("a\0", List.of("b\0c")), NOON));

        Activity read = timeline.newest(id(), 1).get(0);
        assertThat(read.name()).isEqualTo("Broken");
        assertThat(read.properties()).isEqualTo(Map.of("a", List.of("bc")));
    }

    @Test
    void knowsWhetherSomethingWasDoneSince() {
        receive(acted(user(camille), "Order Completed"));

        assertThat(timeline.didAnySince(id(), List.of("Page Viewed", "order completed"), NOON))
                .isTrue();
        assertThat(timeline.didAnySince(id(), List.of("Order Completed"), NOON.plusNanos(1000)))
                .isFalse();
        assertThat(timeline.didAnySince(id(), List.of("Page Viewed"), NOON)).isFalse();
    }

    @Test
    void recordsNothingOfPeopleItDoesNotKnow() {
        var stranger = new NewActivity(new ContactId(999_999_999), NOON, "Email Clicked", Map.of(), "tracking", true);

        assertThat(timeline.record(List.of(stranger))).isEmpty();
    }

    @Test
    void keepsEachMonthInAPartitionOfItsOwn() {
        receive(
                acted(user(camille), "Recent"),
                acted(user(camille), "Older", Map.of(), Instant.parse("2025-07-01T00:00:00Z")),
                acted(user(camille), "Ancient", Map.of(), Instant.parse("2019-07-01T00:00:00Z")));

        assertThat(partition("Recent")).isEqualTo("contact.activity_2026_03");
        assertThat(partition("Older")).isEqualTo("contact.activity_2025_07");
        assertThat(partition("Ancient")).isEqualTo("contact.activity_default");
    }

    /** Making the month waits for the caller's own transaction: without a limit, for ever. */
    @Test
    void aMonthThatCannotBeMadeNowDoesNotHoldTheBatchUp() {
        receive(acted(user(camille), "Recent"));
        transaction.executeWithoutResult(status -> {
            assertThat(timeline.newest(id(), 1)).hasSize(1);
            receive(acted(user(camille), "Older", Map.of(), Instant.parse("2024-11-01T00:00:00Z")));
        });

        assertThat(partition("Older")).isEqualTo("contact.activity_default");
    }

    @Test
    void remembersWhenNamesWereLastSeen() {
        String name = newId("Gift Wrapped");
        String trait = newId("shoeSize");
        receive(acted(user(camille), name), Facts.identified(user(camille), Map.of(trait, 38)));
        seen.runDue(NOON);
        receive(
                acted(user(camille), name, Map.of(), NOON.plusSeconds(30)),
                acted(user(camille), name, Map.of(), NOON.minus(Duration.ofDays(900))));
        var waiting =
                vocabulary.lastSeen(Vocabulary.Kind.ACTIVITY, List.of(name.toLowerCase(Locale.ROOT), "Never Seen"));
        seen.runDue(NOON);

        assertThat(waiting).isEqualTo(Map.of(name.toLowerCase(Locale.ROOT), NOON.plusSeconds(30)));
        assertThat(vocabulary.lastSeen(Vocabulary.Kind.ACTIVITY, List.of(name)))
                .isEqualTo(Map.of(name, NOON.plusSeconds(30)));
        assertThat(vocabulary.lastSeen(Vocabulary.Kind.TRAIT, List.of(trait))).isEqualTo(Map.of(trait, NOON));
        assertThat(seen.nextDue()).isEmpty();
    }

    private String partition(String name) {
        return jdbc.sql("select tableoid::regclass::text from contact.activity where contact_id = ? and name = ?")
                .params(id().value(), name)
                .query(String.class)
                .single();
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private ContactId id() {
        return contacts.byUserId(camille).orElseThrow().id();
    }
}
