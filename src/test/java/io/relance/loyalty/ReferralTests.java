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
    void aRefusedOrderIsNotJudgedAgain() {
        identify(camille, Map.of("email", "both@example.org"));
        identify(dominique, Map.of("email", "both@example.org"));
        orders(dominique, "d1", code);
        settle();
        identify(dominique, Map.of("email", "other@example.org"));
        orders(dominique, "d1", code);
        orders(dominique, "d1", code(newCustomer()));
        until("2026-03-17");
        assertThat(refusals(dominique)).containsExactly("referral_self");
        assertThat(standing(camille).points()).isZero();
    }

    @Test
    void aRefusalTakesThePlaceOfAnOlderOneOfTheSameOrder() {
        orders(dominique, "d1", "LATER");
        settle();
        comesAbout("LATER");
        orders(dominique, "d1", "LATER");
        does(dominique, "Order Cancelled", Map.of("order_id", "d1"));
        until("2026-03-17");
        settle();
        assertThat(refusals(dominique)).containsExactly("referral_unknown_code", "referral_given_back");
        assertThat(referralsDue.nextDue()).isEmpty();
    }

    @Test
    void aMergeOfWhoWasRefusedAndJudgedAnewGoesThrough() {
        orders(dominique, "d0", code);
        on("2026-03-04");
        Fact.Who visitor = new Fact.Who(null, "browser-" + dominique);
        visits(visitor, "d1", Map.of("referral_code", "LATER"));
        settle();
        comesAbout("LATER");
        visits(visitor, "d1", Map.of("referral_code", "LATER"));
        tell(new Fact.Aliased(new Fact.Who(dominique, null), visitor.anonymousId(), clock.instant(), "test"));
        until("2026-03-20");
        assertThat(refusals(dominique)).containsExactly("referral_unknown_code", "referral_repeated");
        assertThat(standing(camille).points()).isEqualTo(300);
    }

    /** Camille has this code, too, from now on. */
    private void comesAbout(String other) {
        sql.sql("insert into loyalty.referral_code (code, contact, made_at, own) values (?, ?, ?, false)")
                .params(other, contact(camille).value(), Sql.time(clock.instant()))
                .update();
    }

    @Test
    void aGuestWhoNeverSaysWhoTheyAreBringsNothing() {
        ContactId guest = visits(new Fact.Who(null, "guest-" + camille), "d1", Map.of("referral_code", code));
        until("2026-04-30");
        assertThat(standing(camille).points()).isZero();
        assertThat(reasons(guest)).as("still waited for").isEmpty();
        until("2026-05-03");
        assertThat(reasons(guest)).containsExactly("referral_anonymous");
        assertThat(standing(camille).points()).isZero();
        assertThat(referralsDue.nextDue()).isEmpty();
    }

    @Test
    void aGuestIsRewardedOnceTheySayWhoTheyAre() {
        Fact.Who guest = new Fact.Who(null, "guest-" + camille);
        visits(guest, "d1", Map.of("referral_code", code));
        until("2026-03-30");
        assertThat(standing(camille).points()).isZero();
        tell(new Fact.Identified(guest, clock.instant(), Map.of("email", "guest@example.org"), "test", true));
        until("2026-04-01");
        assertThat(standing(camille).points()).isEqualTo(300);
    }

    @Test
    void aGuestsOrderMaySayWhereTheyAreReached() {
        visits(
                new Fact.Who(null, "guest-" + camille),
                "d1",
                Map.of("referral_code", code, "customer", Map.of("email", "guest@example.org")));
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
    }

    @Test
    void aGuestsOrderThatIsReachedWhereTheReferrerIsIsTheirOwn() {
        identify(camille, Map.of("email", "camille@example.org", "phone", "+33 6 39 98 01 02"));
        ContactId byMail = visits(
                new Fact.Who(null, "one-" + camille),
                "d1",
                Map.of("referral_code", code, "email", " Camille@Example.org"));
        ContactId byPhone = visits(
                new Fact.Who(null, "two-" + camille), "d2", Map.of("referral_code", code, "phone", "06 39 98 01 02"));
        settle();
        assertThat(reasons(byMail)).containsExactly("referral_self");
        assertThat(reasons(byPhone)).containsExactly("referral_self");
        String elodie = newCustomer();
        does(
                elodie,
                "Order Completed",
                Map.of("order_id", "e1", "total", 50, "referral_code", code, "email", "later@example.org"));
        identify(camille, Map.of("email", "later@example.org"));
        until("2026-03-17");
        assertThat(refusals(elodie)).as("noticed while it was waited for").containsExactly("referral_self");
        assertThat(standing(camille).points()).isZero();
    }

    /** A visitor's order of 50; who that is. */
    private ContactId visits(Fact.Who visitor, String order, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("order_id", order);
        properties.put("total", 50);
        tell(new Fact.Acted(visitor, clock.instant(), "Order Completed", properties, "test", true));
        return new ContactId(
                sql.sql("select contact from shop.customer_order where order_id = ? order by contact desc" + " limit 1")
                        .param(order)
                        .query(Long.class)
                        .single());
    }

    private List<String> reasons(ContactId who) {
        return timeline.newest(who, 100).stream()
                .filter(activity -> activity.isCalled("Referral Refused"))
                .map(activity -> activity.properties().get("reason").toString())
                .toList();
    }

    @Test
    void aTrafficSourceTakesNothingFromACodeNamedBefore() {
        does(dominique, "Referral Used", Map.of("code", code));
        does(dominique, "Order Completed", Map.of("order_id", "d1", "total", 50, "referral", "newsletter"));
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
        assertThat(refusals(dominique)).isEmpty();
    }

    @Test
    void anOrdersOwnCodeCountsBeforeOneNamedEarlier() {
        String elodie = newCustomer();
        does(dominique, "Referral Used", Map.of("code", code(elodie)));
        orders(dominique, "d1", code);
        until("2026-03-17");
        assertThat(standing(camille).points()).isEqualTo(300);
        assertThat(standing(elodie).points()).isZero();
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
        visits(visitor, "d1", Map.of("referral_code", code, "email", "made-up@example.org"));
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
