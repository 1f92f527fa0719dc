package io.relance.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Activity;
import io.relance.contact.Fact;
import io.relance.contact.Rights;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Camille brings Dominique: 300 points for her, 120 for Dominique, fourteen days after the first order. */
class ReferralTests extends LoyaltyTest {

    @Autowired
    Referrals referrals;

    @Autowired
    Rights rights;

    private String dominique;
    private String code;

    @BeforeEach
    void aCode() {
        dominique = newCustomer();
        code = code(camille);
    }

    @Test
    void aCodeIsTheCustomersForGood() {
        assertThat(code).matches("[A-HJKMNP-Z2-9]{8}");
        assertThat(code(camille)).isEqualTo(code);
        assertThat(code(dominique)).isNotEqualTo(code);
        assertThat(referrals.url(code)).endsWith("?referral=" + code);
    }

    @Test
    void aVisitorHasNoCode() {
        tell(new Fact.Acted(
                new Fact.Who(null, "guest-" + camille), clock.instant(), "Page Viewed", Map.of(), "test", true));
        ContactId visitor = new ContactId(
                sql.sql("select max(id) from contact.contact").query(Long.class).single());
        assertThat(referrals.codes(List.of(visitor))).isEmpty();
    }

    @Test
    void manyWhoAskAtOnceGetOneCode() {
        String elodie = newCustomer();
        assertThat(
                        IntStream.range(0, 8)
                                .mapToObj(i -> CompletableFuture.supplyAsync(() -> code(elodie)))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .distinct())
                .hasSize(1);
    }

    @Test
    void bothAreRewardedOnceTheOrderCanNoLongerBeGivenBack() {
        orders(dominique, "d1", code.toLowerCase(Locale.ROOT));
        orders(dominique, "d1", code);
        until("2026-03-15");
        assertThat(standing(camille).points())
                .as("the fourteenth day is not over")
                .isEqualTo(0);
        until("2026-03-17");
        settle();
        assertThat(standing(camille).points()).isEqualTo(300);
        assertThat(standing(dominique).points()).isEqualTo(220);
        assertThat(standing(camille).tier()).isEqualTo("Bronze");
        assertThat(names(camille)).containsExactly("Referral Succeeded");
        assertThat(names(dominique)).containsExactly("Referral Rewarded");
    }

    @Test
    void aCodeNamedBeforeTheOrderCountsForIt() {
        does(dominique, "Referral Used", Map.of("code", code));
        orders(dominique, "d1", null);
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
    }

    @Test
    void aCodeNamedInTheSameBatchAsTheOrderCountsForIt() {
        tell(
                acted(dominique, "Referral Used", Map.of("code", code)),
                acted(dominique, "Order Completed", Map.of("order_id", "d1", "total", 50)));
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
    }

    @Test
    void aCodeNamedAfterTheOrderOfTheSameBatchDoesNot() {
        tell(
                acted(dominique, "Order Completed", Map.of("order_id", "d1", "total", 50)),
                acted(dominique, "Referral Used", Map.of("code", code)));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_not_first");
        assertThat(standing(camille).points()).isZero();
    }

    @Test
    void whoNamesTheirOwnCodeIsRefused() {
        orders(camille, "c1", code);
        settle();
        assertThat(refusals(camille)).containsExactly("referral_self");
    }

    @Test
    void anAddressOrANumberTheyShareIsTheirOwn() {
        identify(camille, Map.of("email", "both@example.org"));
        identify(dominique, Map.of("email", "BOTH@example.org"));
        orders(dominique, "d1", code);
        String elodie = newCustomer();
        orders(elodie, "e1", code);
        identify(camille, Map.of("phone", "+33 6 39 98 01 01"));
        identify(elodie, Map.of("phone", "06 39 98 01 01"));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_self");
        assertThat(refusals(elodie)).as("noticed while it was waited for").containsExactly("referral_self");
        assertThat(standing(camille).points()).isZero();
    }

    @Test
    void onlyAFirstOrderCounts() {
        orders(dominique, "d1", null);
        orders(dominique, "d2", code);
        does(dominique, "Referral Used", Map.of("code", code));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_not_first", "referral_not_first");
        assertThat(standing(camille).points()).isZero();
    }

    @Test
    void anUnknownCodeIsRefusedOnce() {
        orders(dominique, "d1", "NOBODY");
        orders(dominique, "d1", "NOBODY");
        settle();
        settle();
        assertThat(refusals(dominique)).containsExactly("referral_unknown_code");
    }

    @Test
    void aSecondCodeIsARepetition() {
        String elodie = newCustomer();
        orders(dominique, "d1", code);
        does(dominique, "Order Completed", Map.of("order_id", "d1", "total", 50, "referral", code(elodie)));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_repeated");
        assertThat(standing(camille).points()).isEqualTo(300);
        assertThat(standing(elodie).points()).isZero();
    }

    @Test
    void anOrderGivenBackMeanwhileRewardsNobody() {
        orders(dominique, "d1", code);
        on("2026-03-08");
        does(dominique, "Order Refunded", Map.of("order_id", "d1"));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_given_back");
        assertThat(standing(camille).points()).isZero();
    }

    @Test
    void twoOrdersAtOnceRewardOnce() {
        CompletableFuture.allOf(IntStream.range(0, 6)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> orders(dominique, "d" + i, code)))
                        .toArray(CompletableFuture[]::new))
                .join();
        clock.set(clock.instant().plus(java.time.Duration.ofDays(15)));
        CompletableFuture.allOf(CompletableFuture.runAsync(this::settle), CompletableFuture.runAsync(this::settle))
                .join();
        settle();
        assertThat(standing(camille).points()).isEqualTo(300);
        assertThat(names(camille)).containsExactly("Referral Succeeded");
    }

    @Test
    void aVisitorBroughtByACodeIsRewardedAsWhoTheyTurnOutToBe() {
        Fact.Who visitor = new Fact.Who(null, "browser-" + dominique);
        tell(new Fact.Acted(
                visitor,
                clock.instant(),
                "Order Completed",
                Map.of("order_id", "d1", "total", 50, "referral_code", code),
                "test",
                true));
        tell(new Fact.Aliased(new Fact.Who(dominique, null), visitor.anonymousId(), clock.instant(), "test"));
        until("2026-03-17");
        assertThat(standing(dominique).points()).isEqualTo(220);
    }

    @Test
    void whoHadOrderedBeforeUnderAnotherIdWasNotBrought() {
        orders(dominique, "d0", null);
        on("2026-03-04");
        Fact.Who visitor = new Fact.Who(null, "browser-" + dominique);
        tell(new Fact.Acted(
                visitor,
                clock.instant(),
                "Order Completed",
                Map.of("order_id", "d1", "total", 50, "referral_code", code),
                "test",
                true));
        tell(new Fact.Aliased(new Fact.Who(dominique, null), visitor.anonymousId(), clock.instant(), "test"));
        until("2026-03-20");
        assertThat(refusals(dominique)).containsExactly("referral_not_first");
    }

    @Test
    void whoTurnsOutToHaveBroughtThemselvesGivesBothRewardsBack() {
        Fact.Who visitor = new Fact.Who(null, "browser-" + camille);
        tell(new Fact.Acted(
                visitor,
                clock.instant(),
                "Order Completed",
                Map.of("order_id", "d1", "total", 50, "referral_code", code),
                "test",
                true));
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
        tell(new Fact.Aliased(new Fact.Who(camille, null), visitor.anonymousId(), clock.instant(), "test"));
        settle();
        assertThat(standing(camille).points()).as("the order's own stay").isEqualTo(100);
        assertThat(refusals(camille)).containsExactly("referral_self");
        settle();
        assertThat(ledger()).hasSize(5);
    }

    @Test
    void anErasedCustomerLeavesNoCodeAndNoReferral() {
        orders(dominique, "d1", code);
        rights.erase(contact(camille), Rights.Kind.ERASURE, "test");
        until("2026-03-17");
        assertThat(sql.sql(
                                "select (select count(*) from loyalty.referral) + (select count(*) from loyalty.referral_code)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String code(String userId) {
        return referrals.codes(List.of(contact(userId))).get(contact(userId));
    }

    private void orders(String who, String order, String named) {
        Map<String, Object> properties = new HashMap<>(Map.of("order_id", order, "total", 50));
        if (named != null) {
            properties.put("referral_code", named);
        }
        does(who, "Order Completed", properties);
    }

    private void identify(String who, Map<String, Object> traits) {
        tell(new Fact.Identified(new Fact.Who(who, null), clock.instant(), traits, "test", true));
    }

    private Standing standing(String who) {
        return points.standing(contact(who));
    }

    private List<String> names(String who) {
        return news(who).stream().map(Activity::name).toList();
    }

    private List<String> refusals(String who) {
        return news(who).stream()
                .filter(activity -> activity.isCalled("Referral Refused"))
                .map(activity -> activity.properties().get("reason").toString())
                .toList();
    }
}
