package io.relance.shop.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Contact;
import io.relance.contact.Facts;
import io.relance.shop.ShelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was there before occasions were kept has them as if they had been kept from the beginning. */
class EarlierPeopleTests extends ShelfTest {

    private static final String WORK = "earlier people";

    private long past;

    @BeforeEach
    void nobodyElse() {
        past = newest();
        sql.sql("truncate shop.occasion, shop.replenishment").update();
        sql.sql("delete from shop.unplanned").update();
    }

    @Test
    void anEmptyDatabaseHasNobodyToPlanFor() {
        assertThat(work(WORK).nextDue()).isEmpty();
    }

    @Test
    void everythingIsPlannedAsItWasAsItHappened() {
        told("Product Updated", lamp, Map.of("name", "Café", "usage_days", 20));
        is(camille, Map.of("birthday", "1990-05-04", "timezone", "Pacific/Honolulu"));
        buys(camille, "o-1", NINE.minus(Duration.ofDays(200)));
        buys(camille, "o-2", NINE.minus(Duration.ofDays(5)));
        String visitor = Facts.newId("visitor");
        timeline.receive(List.of(
                Facts.acted(Facts.visitor(visitor), "Product Viewed", Map.of("product_id", lamp), clock.instant())));
        String other = "other-" + camille;
        buys(other, "o-3", NINE.minus(Duration.ofDays(3)));
        timeline.receive(List.of(Facts.aliased(other, visitor)));
        is("typo-" + camille, Map.of("birthday", "04/05/1990"));
        work("occasions").runDue(clock.instant());
        // Whom one act lets be watched from that day on is looked at sooner than their last act asks for.
        sql.sql(
                        """
                        update shop.occasion o set look_at = (
                          select max(at) + interval '90 days' from contact.activity where contact_id = o.contact)
                        where kind = 'inactive'""")
                .update();
        List<String> occasions = planned("shop.occasion");
        List<String> supplies = planned("shop.replenishment");
        assertThat(occasions).hasSize(5);
        assertThat(supplies).hasSize(2);

        asBeforeTheyWereKept();
        work(WORK).runDue(clock.instant());

        assertThat(planned("shop.occasion")).isEqualTo(occasions);
        assertThat(planned("shop.replenishment")).isEqualTo(supplies);
        assertThat(work(WORK).nextDue()).isEmpty();
        work(WORK).runDue(clock.instant());
        assertThat(planned("shop.occasion")).isEqualTo(occasions);
    }

    @Test
    void whatIsOverIsNotToldAndTheNextTimeIs() {
        told("Product Updated", lamp, Map.of("usage_days", 30));
        is(camille, Map.of("birthday", "1990-03-02"));
        String away = "away-" + camille;
        String since = "since-" + camille;
        does(away, "Product Viewed", Map.of("product_id", lamp), NINE.minus(Duration.ofDays(91)));
        does(since, "Product Viewed", Map.of("product_id", lamp), NINE.minus(Duration.ofDays(80)));
        buys(camille, "o-1", Instant.parse("2025-03-02T08:00:00Z"));
        buys(camille, "o-2", NINE.minus(Duration.ofDays(29)));
        asBeforeTheyWereKept();

        clock.set(Instant.parse("2026-03-02T15:00:00Z"));
        work(WORK).runDue(clock.instant());
        walk("occasions", Instant.parse("2027-03-03T00:00:00Z"));
        clock.set(Instant.parse("2026-03-02T15:00:00Z"));
        walk("replenishments", Duration.ofDays(60));

        assertThat(dates(camille, "Birthday")).containsExactly("2027-03-02");
        assertThat(dates(camille, "First Order Anniversary")).containsExactly("2027-03-02");
        assertThat(happened(away, "Became Inactive")).isEmpty();
        assertThat(happened(since, "Became Inactive")).singleElement().satisfies(told -> assertThat(told.at())
                .isEqualTo(NINE.plus(Duration.ofDays(10))));
        assertThat(happened(camille, "Replenishment Due"))
                .extracting(told -> ((Number) told.properties().get("offset_days")).intValue())
                .containsExactly(5);
    }

    @Test
    void whoseUsageTimeIsToldLaterIsRemindedOfWhatTheyBoughtBefore() {
        buys(camille, "o-1", NINE.minus(Duration.ofDays(2)));
        asBeforeTheyWereKept();
        sql.sql("delete from shop.interest where product_id = ?").param(lamp).update();
        work(WORK).runDue(clock.instant());
        told("Product Updated", lamp, Map.of("usage_days", 20));
        walk("replenishments", Duration.ofDays(60));
        assertThat(happened(camille, "Replenishment Due")).hasSize(3);
    }

    @Test
    void whoTurnsOutToBeSomebodyAlreadyPassedBringsWhatTheyDid() {
        is(camille, Map.of("language", "fr"));
        past = newest();
        String visitor = Facts.newId("visitor");
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor),
                "Order Completed",
                Map.of("order_id", "o-1", "products", List.of(Map.of("product_id", lamp))),
                NINE.minus(Duration.ofDays(10)))));
        asBeforeTheyWereKept();
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        work(WORK).runDue(clock.instant());
        work("occasions").runDue(clock.instant());
        assertThat(sql.sql("select kind from shop.occasion where contact = ? order by 1")
                        .param(id(camille))
                        .query(String.class)
                        .list())
                .containsExactly("anniversary", "inactive");
    }

    @Test
    void whoActedSinceKeepsWhatIsPlannedForThem() {
        is(camille, Map.of("birthday", "1990-05-04"));
        work("occasions").runDue(clock.instant());
        sql.sql("update shop.occasion set told_at = ? where kind = 'birthday'")
                .param(NINE.minus(Duration.ofDays(100)).atOffset(java.time.ZoneOffset.UTC))
                .update();
        List<String> before = planned("shop.occasion");
        owe();
        work(WORK).runDue(clock.instant());
        assertThat(planned("shop.occasion")).isEqualTo(before);
    }

    @Test
    void twoNodesPlanOnceAndWhoCannotBePlannedHoldsUpNobody() {
        for (int i = 0; i < 20; i++) {
            is("many-" + i + camille, Map.of("birthday", "1990-05-04"));
        }
        long victim = id("many-7" + camille);
        asBeforeTheyWereKept();
        sql.sql("create function shop.refuse() returns trigger language plpgsql as $$"
                        + " begin raise exception 'planted'; end $$")
                .update();
        sql.sql("create trigger refuse before insert on shop.occasion for each row when (new.contact = " + victim
                        + ") execute function shop.refuse()")
                .update();
        Instant now = clock.instant();
        try {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                            CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                    .join();
            work(WORK).runDue(now);
        } finally {
            sql.sql("drop function shop.refuse cascade").update();
        }
        assertThat(planned("shop.occasion")).hasSize(19);
        assertThat(work(WORK).nextDue()).isEmpty();
    }

    private void buys(String user, String order, Instant at) {
        does(
                user,
                "Order Completed",
                Map.of("order_id", order, "products", List.of(Map.of("product_id", lamp, "quantity", 1))),
                at);
    }

    private void asBeforeTheyWereKept() {
        sql.sql("truncate shop.occasion, shop.replenishment").update();
        owe();
    }

    private void owe() {
        sql.sql("insert into shop.unplanned (past, upto) values (:past, :upto)")
                .param("past", past)
                .param("upto", newest())
                .update();
    }

    private long newest() {
        return contacts.newest().map(contact -> contact.value()).orElse(0L);
    }

    private long id(String user) {
        return contacts.byUserId(user).map(Contact::id).orElseThrow().value();
    }

    private List<String> planned(String table) {
        return sql.sql("select t::text from " + table + " t order by 1")
                .query(String.class)
                .list();
    }

    private List<Object> dates(String user, String name) {
        return happened(user, name).stream()
                .map(told -> told.properties().get("date"))
                .toList();
    }
}
