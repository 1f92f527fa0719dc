package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import io.relance.segment.Recommendation;
import io.relance.segment.Recommendations;
import io.relance.shared.ContactId;
import io.relance.shop.shelf.ShelfEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the same people buy, against hand arithmetic, and what follows from it for one of them. */
class TogetherTests extends ActivityTest {

    private static final Map<String, String> CATEGORIES = Map.of(
            "lamp",
            "Lumière",
            "candle",
            "Lumière",
            "throw",
            "Salon",
            "armchair",
            "Salon",
            "mug",
            "Table",
            "beans",
            "Café");

    @Autowired
    TogetherWork work;

    @Autowired
    Recommendations recommendations;

    @Autowired
    ComplementTable table;

    @Autowired
    io.relance.shop.shelf.Shelf shop;

    private int number;

    @BeforeEach
    void forgetOthers() throws IOException {
        sql.sql(
                        "truncate shop.customer_order, shop.refund, shop.product, shop.variant, segment.product, segment.together, segment.together_reckoned")
                .update();
        byte[] shipped = Files.readAllBytes(Path.of("processes/complements.dmn"));
        transactions.executeWithoutResult(status -> table.deployed("complements", shipped));
    }

    @Test
    void liftIsWhatHandArithmeticGives() {
        // Eight people: five have a lamp, three a throw, all of these three a lamp too.
        history();

        work.runDue(NINE);

        assertThat(lifts())
                .containsOnly(
                        Map.entry("lamp+throw", "3 of both, lift 1.6000"), // (3/8) / (5/8 * 3/8)
                        Map.entry("throw+lamp", "3 of both, lift 1.6000"));
        assertThat(people()).isEqualTo(8);
        assertThat(sql.sql("select count(*) from segment.staged_bought")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void cancelledRefundedAndOldOrdersAreNoEvidence() {
        history();
        for (int i = 0; i < 5; i++) {
            ContactId who = newContact();
            String id = order(who, NINE, "mug", "lamp");
            happen(told(who, i % 2 == 0 ? "Order Cancelled" : "Order Refunded", Map.of("order_id", id)));
            order(newContact(), NINE.minus(Duration.ofDays(800)), "mug", "lamp");
        }

        work.runDue(NINE);

        assertThat(lifts()).containsOnlyKeys("lamp+throw", "throw+lamp");
        assertThat(people()).isEqualTo(8);
    }

    @Test
    void itIsReckonedAnewEveryNightAndTheSameComesOfIt() {
        assertThat(work.nextDue()).isEmpty();
        history();
        assertThat(work.nextDue()).contains(Instant.EPOCH);
        work.runDue(NINE);
        // Three in the morning in Paris.
        assertThat(work.nextDue()).contains(Instant.parse("2026-03-03T02:00:00Z"));
        Map<String, String> before = lifts();

        order(newContact(), NINE, "lamp", "mug");
        order(newContact(), NINE, "lamp", "mug");
        work.runDue(NINE.plus(Duration.ofHours(1)));
        assertThat(lifts()).isEqualTo(before);
        work.runDue(Instant.parse("2026-03-03T02:00:00Z"));
        // Ten people, seven with a lamp, five with a mug, three with both.
        assertThat(lifts()).containsEntry("lamp+mug", "3 of both, lift 0.8571");
    }

    @Test
    void theTableLeadsThenWhatGoesTogetherAndNothingThatIsHad() {
        history();
        order(newContact(), NINE, "candle");
        order(newContact(), NINE, "candle");
        work.runDue(NINE);
        order(camille, NINE, "throw");

        List<Recommendation> found = recommended(camille);

        assertThat(found).extracting(Recommendation::productId).containsExactly("lamp", "candle");
        Recommendation lamp = found.get(0);
        assertThat(lamp.name()).isEqualTo("The lamp");
        assertThat(lamp.category()).isEqualTo("Lumière");
        assertThat(lamp.price()).isEqualByComparingTo(new BigDecimal("10"));
        assertThat(lamp.url()).isEqualTo("http://www.localhost:8080/lamp");
        assertThat(lamp.because().kind()).isEqualTo("complement");
        assertThat(lamp.because().rule()).isEqualTo("complements_salon_lumiere");
        assertThat(lamp.because().says()).isEqualTo("A light beside the armchair");
        assertThat(lamp.because().bought()).isEqualTo("The throw");
        assertThat(lamp.because().together()).isEqualTo(3);

        order(camille, NINE, "lamp");
        assertThat(recommended(camille)).extracting(Recommendation::productId).containsExactly("candle");
    }

    @Test
    void whatWasCancelledIsNotHad() {
        history();
        work.runDue(NINE);
        order(camille, NINE, "throw");
        String lamp = order(camille, NINE, "lamp");
        assertThat(recommended(camille)).isEmpty();

        happen(told(camille, "Order Cancelled", Map.of("order_id", lamp)));

        assertThat(recommended(camille)).extracting(Recommendation::productId).containsExactly("lamp");
    }

    @Test
    void aVariantOfWhichAnOrderSaysTheSkuAloneIsHad() {
        history();
        work.runDue(NINE);
        order(camille, NINE, "throw");
        buy(camille, Map.of("sku", "lamp-small"));
        assertThat(recommended(camille)).extracting(Recommendation::productId).containsExactly("lamp");

        shop.receive(List.of(new ShelfEvent(
                "Product Updated",
                NINE,
                true,
                Map.of("product_id", "lamp", "variants", List.of(Map.of("sku", "lamp-small"))))));

        assertThat(recommended(camille)).isEmpty();
    }

    @Test
    void whoTurnedOutToBeTheSameHasWhatBothBought() {
        history();
        ContactId guest = newContact();
        order(camille, NINE, "throw");
        order(guest, NINE, "lamp");
        work.runDue(NINE);
        assertThat(people()).isEqualTo(10);
        assertThat(recommended(camille)).extracting(Recommendation::productId).containsExactly("lamp");

        merge(guest, camille);

        assertThat(recommended(camille)).isEmpty();
        assertThat(recommendations.of(List.of(guest))).isEmpty();
        work.runDue(NINE.plus(Duration.ofDays(1)));
        assertThat(people()).isEqualTo(9);
        assertThat(lifts()).containsEntry("lamp+throw", "4 of both, lift 1.5000"); // (4/9) / (6/9 * 4/9)
    }

    @Test
    void thinDataGivesNoPairsButTheTableStillAnswers() {
        order(newContact(), NINE, "lamp", "mug");
        order(newContact(), NINE, "lamp", "mug");
        work.runDue(NINE);
        assertThat(lifts()).isEmpty();

        order(camille, NINE, "armchair");
        assertThat(recommended(camille)).singleElement().satisfies(each -> {
            assertThat(each.productId()).isEqualTo("lamp");
            assertThat(each.because().lift()).isNull();
        });
        ContactId drinker = newContact();
        order(drinker, NINE, "beans");
        assertThat(recommended(drinker)).isEmpty();
        assertThat(recommendations.of(List.of(newContact()))).isEmpty();
    }

    @Test
    void manyAreAnsweredAtOnceEachTheirOwn() {
        history();
        work.runDue(NINE);
        ContactId other = newContact();
        order(camille, NINE, "throw");
        order(other, NINE, "candle", "lamp");

        Map<ContactId, List<Recommendation>> found = recommendations.of(List.of(camille, other, newContact()));

        assertThat(found).containsOnlyKeys(camille, other);
        assertThat(found.get(camille)).extracting(Recommendation::productId).containsExactly("lamp");
        assertThat(found.get(other)).extracting(Recommendation::productId).containsExactly("throw");
    }

    @Test
    void whatOnlyOneOrderSaysIsToldToNobody() {
        for (String name : List.of("Anna", "Bruno", "Chloe")) {
            ContactId who = newContact();
            buy(
                    who,
                    Map.of(
                            "product_id",
                            "ring",
                            "name",
                            "Ring for " + name,
                            "category",
                            "Salon",
                            "sku",
                            "RING-" + name));
            buy(who, Map.of("product_id", "print-" + name, "name", "Print for " + name, "category", "Salon"));
            order(who, NINE, "lamp");
        }
        work.runDue(NINE);

        assertThat(kept()).containsExactly("lamp The lamp lumiere lamp-1", "ring - salon -");
        assertThat(sql.sql("select count(*) from segment.staged_told")
                        .query(Long.class)
                        .single())
                .isZero();
        order(camille, NINE, "lamp");
        assertThat(recommended(camille)).isEmpty();

        // The shop itself says what it is.
        sql.sql("insert into shop.product (product_id, name, described_at) values ('ring', 'Alma ring', '2026-03-01Z')"
                        + " on conflict (product_id) do update set name = excluded.name, learned_from = null,"
                        + " described_at = excluded.described_at")
                .update();
        assertThat(recommended(camille)).singleElement().satisfies(ring -> assertThat(ring.name())
                .isEqualTo("Alma ring"));
        work.runDue(NINE.plus(Duration.ofDays(1)));
        assertThat(kept()).contains("ring Alma ring salon -");
    }

    @Test
    void aNameOfTwoIsForgottenWhenOneOfThemTakesItBack() {
        order(newContact(), NINE, "mug");
        ContactId other = newContact();
        String order = order(other, NINE, "mug");
        ContactId third = newContact();
        buy(third, Map.of("product_id", "mug", "name", "Mug of mine"));
        work.runDue(NINE);
        assertThat(kept()).containsExactly("mug The mug table mug-1");

        happen(told(other, "Order Cancelled", Map.of("order_id", order)));
        work.runDue(NINE.plus(Duration.ofDays(1)));
        assertThat(kept()).containsExactly("mug - - -");
    }

    @Test
    void whatOrdersLinkToCountsOnlyOnTheShopsOwnSite() {
        List<String> own = List.of("http://localhost:8080/x", "https://media.localhost/x?y=z", "https://LOCALHOST");
        List<String> others = List.of(
                "https://evil.example.org/localhost",
                "https://localhost.evil.example.org/",
                "https://notlocalhost/",
                "http://localhost:8080@evil.example.org/");
        Stream.concat(own.stream(), others.stream()).forEach(url -> {
            for (int i = 0; i < 2; i++) {
                buy(newContact(), Map.of("product_id", "at " + url, "name", "It", "url", url, "image_url", url));
            }
        });
        work.runDue(NINE);

        assertThat(sql.sql("select url from segment.product where url is not null and url = image_url")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(own);
        assertThat(sql.sql("select count(*) from segment.product where name = 'It'")
                        .query(Long.class)
                        .single())
                .isEqualTo(own.size() + others.size());
    }

    private void buy(ContactId who, Map<String, Object> line) {
        happen(told(who, "Order Completed", Map.of("order_id", "together-" + number++, "products", List.of(line))));
    }

    private List<String> kept() {
        return sql.sql("select concat_ws(' ', key, coalesce(name, '-'), coalesce(slug, '-'), coalesce(sku, '-'))"
                        + " from segment.product order by key")
                .query(String.class)
                .list();
    }

    private void history() {
        Stream.of(
                        List.of("lamp", "throw"),
                        List.of("lamp", "throw", "lamp"),
                        List.of("lamp"),
                        List.of("mug"),
                        List.of("mug"))
                .forEach(products -> order(newContact(), NINE, products.toArray(String[]::new)));
        ContactId inTwoOrders = newContact();
        order(inTwoOrders, NINE.minus(Duration.ofDays(300)), "lamp");
        order(inTwoOrders, NINE, "throw");
        order(newContact(), NINE, "mug", "lamp");
        ContactId twice = newContact();
        order(twice, NINE, "beans");
        order(twice, NINE, "beans");
    }

    private String order(ContactId who, Instant at, String... products) {
        String id = "together-" + number++;
        List<Map<String, Object>> lines = Stream.of(products)
                .map(product -> {
                    Map<String, Object> line = new HashMap<>();
                    line.put("product_id", product);
                    line.put("sku", product + "-1");
                    line.put("name", "The " + product);
                    line.put("category", CATEGORIES.get(product));
                    line.put("price", 10);
                    line.put("url", "http://www.localhost:8080/" + product);
                    return line;
                })
                .toList();
        Activity base = told(who, "Order Completed", Map.of("order_id", id, "products", lines));
        happen(new Activity(base.id(), who, at, base.name(), base.properties(), base.source(), true));
        return id;
    }

    private Activity told(ContactId who, String name, Map<String, Object> properties) {
        return like(activity("09:00", name, properties), who, true);
    }

    private List<Recommendation> recommended(ContactId who) {
        return recommendations.of(List.of(who)).getOrDefault(who, List.of());
    }

    private long people() {
        return sql.sql("select people from segment.together_reckoned")
                .query(Long.class)
                .single();
    }

    private Map<String, String> lifts() {
        Map<String, String> lifts = new TreeMap<>();
        sql.sql("select p.key || '+' || o.key, t.buyers || ' of both, lift ' || round(t.lift::numeric, 4)"
                        + " from segment.together t join segment.product p on p.id = t.product"
                        + " join segment.product o on o.id = t.other")
                .query(row -> {
                    lifts.put(row.getString(1), row.getString(2));
                });
        return lifts;
    }
}
