package io.relance.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Browser;
import io.relance.Outside;
import io.relance.contact.Rights;
import io.relance.shared.StepRef;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Codes that analysts bring, and how many of an offer there are. */
class PoolsTests extends LoyaltyTest {

    @LocalServerPort
    int port;

    @Autowired
    Coupons coupons;

    @Autowired
    OfferBook offers;

    @Autowired
    Rights rights;

    @Test
    void codesAreTakenOnceAndWhatIsNoneIsTold() {
        JsonNode added = read(upload("spring", "text/plain", "\uFEFFMAI-1\r\nmai-2\n\nMAI-2\nmai 3\nété\n MAI-4 \n"));
        assertThat(added.path("added").asInt()).isEqualTo(3);
        assertThat(added.path("known").asInt()).isEqualTo(1);
        assertThat(added.path("refusedCount").asInt()).isEqualTo(2);
        assertThat(added.path("refused").get(0).path("line").asInt()).isEqualTo(5);
        assertThat(added.path("refused").get(1).path("code").asText()).isEqualTo("été");

        assertThat(issue("spring", 1)).extracting("code").isEqualTo("MAI-1");
        JsonNode again = read(upload("Spring", "application/json", "[\"mai-1\", \"MAI-5\", \"MAI-2\"]"));
        assertThat(again.path("added").asInt())
                .as("an issued code is known, too")
                .isEqualTo(1);
        assertThat(again.path("known").asInt()).isEqualTo(2);
        assertThat(issue("spring", 2))
                .as("as it was brought")
                .extracting("code")
                .isEqualTo("mai-2");
    }

    @Test
    void onlyAnOfferThatTakesCodesGetsSome() {
        assertThat(upload("free-shipping", "text/plain", "A").statusCode()).isEqualTo(404);
        assertThat(upload("free-shipping", "text/plain", "A").body())
                .contains("RELANCE_LOYALTY_OFFERS_FREESHIPPING_CODES=pool");
        assertThat(upload("nothing", "text/plain", "A").body()).contains("few, freeshipping, once, spring");
        assertThat(upload("spring", "application/json", "{\"codes\":1}").statusCode())
                .isEqualTo(400);
        assertThat(upload("spring", "application/json", "[1").statusCode()).isEqualTo(400);
        assertThat(new Browser(port)
                        .send("POST", "/api/offers/spring/codes", "A", new String[] {"Content-Type", "text/plain"})
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anEmptyPoolIssuesNothingAndSaysSo() {
        upload("spring", "text/plain", "ONLY");
        assertThat(issue("spring", 1)).isInstanceOf(Coupon.class);
        assertThat(issue("spring", 1))
                .as("the step is tried again")
                .extracting("code")
                .isEqualTo("ONLY");
        assertThat(issue("spring", 2)).isInstanceOfSatisfying(NoCoupon.class, none -> {
            assertThat(none.reason()).isEqualTo("coupon_exhausted");
            assertThat(none.detail()).contains("spring");
            assertThat(none.french()).contains("spring");
        });
    }

    @Test
    void noCodeGoesToTwoHoweverManyAskAtOnce() {
        upload(
                "spring",
                "text/plain",
                IntStream.range(0, 60).mapToObj(i -> "C" + i).collect(Collectors.joining("\n")));
        List<Issue> issued = atOnce(80, i -> issue("spring", i));
        assertThat(issued)
                .filteredOn(Coupon.class::isInstance)
                .hasSize(60)
                .extracting("code")
                .doesNotHaveDuplicates();
        assertThat(issued).filteredOn(NoCoupon.class::isInstance).hasSize(20);
    }

    @Test
    void aStepThatTwoNodesRunAtOnceTakesOneCode() {
        upload("spring", "text/plain", "A\nB\nC\nD");
        List<Issue> issued = atOnce(8, i -> issue("spring", 1));
        assertThat(issued).extracting("code").containsOnly(((Coupon) issued.get(0)).code());
        assertThat(line("spring").path("left").asInt()).as("none is lost").isEqualTo(3);
    }

    @Test
    void aLimitInTotalHoldsHoweverManyAskAtOnce() {
        List<Issue> issued = atOnce(25, i -> issue("few", i));
        assertThat(issued).filteredOn(Coupon.class::isInstance).hasSize(10);
        assertThat(issued)
                .filteredOn(NoCoupon.class::isInstance)
                .extracting("reason")
                .containsOnly("coupon_limit");
        assertThat(line("few").path("left").asInt()).isZero();
    }

    @Test
    void aLimitPerPersonIsThePersons() {
        List<Issue> issued = atOnce(6, i -> issue("once", i));
        assertThat(issued).filteredOn(Coupon.class::isInstance).hasSize(1);
        assertThat(issued)
                .filteredOn(NoCoupon.class::isInstance)
                .extracting("reason")
                .containsOnly("coupon_limit_contact");
        String first = camille;
        camille = newCustomer();
        assertThat(issue("once", 1)).isInstanceOf(Coupon.class);
        camille = first;
        assertThat(issue("ONCE", 99)).isInstanceOf(NoCoupon.class);
    }

    @Test
    void aStepThatTwoNodesRunAtOnceGetsOneCouponWithinLimits() {
        for (int i = 0; i < 9; i++) {
            issue("few", i);
        }
        List<Issue> last = atOnce(8, i -> issue("few", 99));
        assertThat(last).extracting("code").containsOnly(((Coupon) last.get(0)).code());
        List<Issue> only = atOnce(8, i -> issue("once", 1));
        assertThat(only).extracting("code").containsOnly(((Coupon) only.get(0)).code());
    }

    @Test
    void aCodeThatIsIssuedAlreadyBlocksNobody() {
        upload("spring", "text/plain", "A");
        assertThat(issue("spring", 1)).extracting("code").isEqualTo("A");
        // Brought again at the very moment.
        sql.sql("insert into loyalty.pool_code (offer_key, code, added_at) values ('spring', 'a', ?)")
                .param(Sql.time(clock.instant()))
                .update();
        upload("spring", "text/plain", "B");
        assertThat(issue("spring", 2)).extracting("code").isEqualTo("B");
        assertThat(line("spring").path("left").asInt()).isZero();
        assertThat(issue("spring", 3)).isInstanceOf(NoCoupon.class);
    }

    @Test
    void aCodeOfAnErasedCustomerIsNeverIssuedAgain() {
        upload("spring", "text/plain", "Only");
        assertThat(issue("spring", 1)).extracting("code").isEqualTo("Only");
        buysWith("o1", "only");
        rights.erase(contact(camille), Rights.Kind.ERASURE, "test");
        assertThat(sql.sql("select count(*) from loyalty.coupon")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select spent_code::text from loyalty.spent_code")
                        .query(String.class)
                        .single())
                .as("neither whose nor which")
                .doesNotContainIgnoringCase("only");

        camille = newCustomer();
        JsonNode again = read(upload("spring", "text/plain", "ONLY\nNext"));
        assertThat(again.path("added").asInt()).isEqualTo(1);
        assertThat(again.path("known").asInt()).isEqualTo(1);
        assertThat(issue("spring", 1)).extracting("code").isEqualTo("Next");
        assertThat(issue("spring", 2)).isInstanceOf(NoCoupon.class);
        assertThat(line("spring").path("issued").asInt()).isEqualTo(2);
        assertThat(line("spring").path("redeemed").asInt()).isEqualTo(1);
    }

    @Test
    void anErasureMakesNoRoomWithinALimit() {
        for (int i = 0; i < 10; i++) {
            assertThat(issue("few", i)).isInstanceOf(Coupon.class);
        }
        rights.erase(contact(camille), Rights.Kind.ERASURE, "test");
        camille = newCustomer();
        assertThat(issue("few", 1)).extracting("reason").isEqualTo("coupon_limit");
        assertThat(line("few").path("left").asInt()).isZero();
    }

    @Test
    void anOrderThatNamesACouponTooLateRedeemsNothing() {
        upload("spring", "text/plain", "mai-1\nmai-2");
        Coupon late = (Coupon) issue("spring", 1);
        on("2026-03-10");
        buysWith("o1", "MAI-1");
        buysWith("o2", "mai-1");
        assertThat(line("spring").path("late").asInt()).isEqualTo(1);
        assertThat(line("spring").path("redeemed").asInt()).isZero();
        assertThat(sql.sql("select late_order from loyalty.coupon where code = ?")
                        .param(late.code())
                        .query(String.class)
                        .single())
                .isEqualTo("o1");

        issue("spring", 2);
        buysWith("o3", "Mai-2");
        assertThat(line("spring").path("redeemed").asInt()).isEqualTo(1);
        assertThat(line("spring").path("issued").asInt()).isEqualTo(2);
        assertThat(line("spring").path("left").asInt()).isZero();
    }

    @Test
    void anOrderOfBeforeToldLateRedeemsInTime() {
        Coupon coupon = (Coupon) issue("few", 1);
        on("2026-03-12");
        buysWith("o1", coupon.code());
        tell(new io.relance.contact.Fact.Acted(
                new io.relance.contact.Fact.Who(camille, null),
                java.time.Instant.parse("2026-03-05T09:00:00Z"),
                "Order Completed",
                Map.of("order_id", "o0", "coupon", coupon.code()),
                "test",
                false));
        assertThat(line("few").path("redeemed").asInt()).isEqualTo(1);
        assertThat(line("few").path("late").asInt()).isZero();
    }

    @Test
    void operatorsSeeHowManyCodesAreLeft() {
        upload("spring", "text/plain", "A\nB");
        issue("spring", 1);
        assertThat(offers.gauges()).hasSize(1);
        assertThat(offers.read(clock.instant())).containsEntry(offers.gauges().get(0), 1.0);
    }

    private void buysWith(String order, String code) {
        does(camille, "Order Completed", Map.of("order_id", order, "total", 10, "coupon", code));
    }

    private Issue issue(String offer, long run) {
        long who = contact(camille).value();
        return coupons.issue(
                contact(camille), offer, new StepRef("spring", 1, who * 1_000 + run, "coupon"), clock.instant());
    }

    private static <T> List<T> atOnce(int many, java.util.function.IntFunction<T> work) {
        return IntStream.range(0, many)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> work.apply(i)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private JsonNode line(String offer) {
        JsonNode all = read(new Browser(port).send("GET", "/api/offers", "Authorization", Outside.basic("admin")));
        for (JsonNode line : all) {
            if (line.path("offer").asText().equalsIgnoreCase(offer)) {
                return line;
            }
        }
        throw new AssertionError(offer + " is not in " + all);
    }

    private HttpResponse<String> upload(String offer, String type, String codes) {
        return new Browser(port).send("POST", "/api/offers/" + offer + "/codes", codes, new String[] {
            "Content-Type", type, "Authorization", Outside.basic("admin")
        });
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Outside.read(answer.body());
    }
}
