package io.relance.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.relance.contact.Activity;
import io.relance.contact.Fact;
import io.relance.contact.Rights;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two points a euro, a dollar is half a euro; points for a year, tiers by six months. */
class PointsTests extends LoyaltyTest {

    @Autowired
    PointsBook book;

    @Autowired
    Balances balances;

    @Autowired
    Rights rights;

    @Test
    void anOrderEarnsWholePointsOfWhatWasPaid() {
        buys("o1", "99.99");
        assertThat(ledger()).containsExactly("earned 199");
        assertThat(standing())
                .isEqualTo(new Standing(199, "Bronze", "Silver", 301, 199, Instant.parse("2027-03-02T09:00:00Z")));
    }

    @Test
    void whoNeverBoughtStandsAtTheBeginning() {
        assertThat(standing()).isEqualTo(new Standing(0, "Bronze", "Silver", 500, 0, null));
        assertThat(balances.find(List.of(contact(camille)))).isEmpty();
    }

    @Test
    void otherCurrenciesCountByTheirRate() {
        does(camille, "Order Completed", Map.of("order_id", "o1", "total", 100, "currency", "usd"));
        does(camille, "Order Completed", Map.of("order_id", "o2", "total", 10, "currency", "CHF"));
        assertThat(ledger()).as("at face value without a rate").containsExactly("earned 100", "earned 20");
    }

    @Test
    void anOrderToldAgainEarnsNothingMoreAndAnUpdateTheDifference() {
        buys("o1", 50);
        buys("o1", 50);
        does(camille, "Order Updated", Map.of("order_id", "o1", "total", 60));
        does(camille, "Order Updated", Map.of("order_id", "o1", "total", 45));
        assertThat(ledger()).containsExactly("earned 100", "earned 20", "refunded -30");
        assertThat(points()).isEqualTo(90);
    }

    @Test
    void refundsTakeBackInProportionAndNeverMoreThanTheOrderEarned() {
        buys("o1", "50.00");
        givenBack("o1", "12.30");
        assertThat(points()).as("of 37.70 that are left").isEqualTo(75);
        givenBack("o1", null);
        givenBack("o1", null);
        givenBack("o1", "20.00");
        does(camille, "Order Cancelled", Map.of("order_id", "o1"));
        assertThat(ledger()).containsExactly("earned 100", "refunded -25", "refunded -75");
    }

    @Test
    void aPurchaseToldAfterItsRefundEarnsOnlyWhatIsLeft() {
        givenBack("o1", 20);
        buys("o1", 50);
        does(camille, "Order Cancelled", Map.of("order_id", "o2"));
        buys("o2", 50);
        assertThat(ledger()).containsExactly("earned 60");
    }

    @Test
    void manyEventsOfOneOrderInOneBatchAreOneEntry() {
        tell(
                acted(camille, "Order Completed", Map.of("order_id", "o1", "total", 50)),
                acted(camille, "Order Refunded", Map.of("order_id", "o1", "total", 10)),
                acted(camille, "Order Completed", Map.of("order_id", "o2", "total", 5)));
        assertThat(ledger()).containsExactlyInAnyOrder("earned 80", "earned 10");
    }

    @Test
    void pointsRunOutByLotTheOldestUsedFirst() {
        buys("o1", 50);
        on("2026-04-02");
        buys("o2", 100);
        does(camille, "Points Spent", Map.of("points", "130"));
        assertThat(standing().expiring())
                .as("100 of March and 30 of April are used")
                .isEqualTo(170);
        assertThat(standing().expiringAt()).isEqualTo("2027-04-02T09:00:00Z");
        until("2027-04-01");
        assertThat(points()).isEqualTo(170);
        until("2027-04-03");
        assertThat(ledger()).containsExactly("earned 100", "earned 200", "spent -130", "expired -170");
        assertThat(points()).isZero();
        assertThat(standing().expiringAt()).isNull();
    }

    @Test
    void eachLotRunsOutAtItsMomentAndOnce() {
        buys("o1", 50);
        on("2026-04-02");
        buys("o2", 10);
        until("2027-05-01");
        settle();
        assertThat(ledger()).containsExactly("earned 100", "earned 20", "expired -100", "expired -20");
        assertThat(sql.sql("select at from loyalty.entry where kind = 'expired' and contact = ? order by id")
                        .param(contact(camille).value())
                        .query(Instant.class)
                        .list())
                .containsExactly(Instant.parse("2027-03-02T09:00:00Z"), Instant.parse("2027-04-02T09:00:00Z"));
    }

    @Test
    void aRefundAfterwardsTakesNothingThatHasRunOut() {
        buys("o1", 50);
        until("2027-03-03");
        givenBack("o1", null);
        assertThat(ledger()).containsExactly("earned 100", "expired -100", "refunded 0");
        assertThat(points()).isZero();
    }

    @Test
    void whatWasSpentBeforeARefundIsOwed() {
        buys("o1", 50);
        does(camille, "Points Spent", Map.of("points", 100));
        givenBack("o1", null);
        assertThat(points()).isEqualTo(-100);
        on("2026-04-02");
        buys("o2", 75);
        assertThat(points()).isEqualTo(50);
        until("2027-05-01");
        assertThat(points()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "-5", "0", "0.4", "", "1e99999", "1e-600000000"})
    void spendingWhatIsNoNumberSpendsNothing(String spent) {
        buys("o1", 50);
        does(camille, "Points Spent", Map.of("points", spent));
        assertThat(points()).isEqualTo(100);
    }

    @Test
    void onlyTheSourcesThatMaySpendPoints() {
        buys("o1", 50);
        Fact.Who who = new Fact.Who(camille, null);
        tell(new Fact.Acted(who, clock.instant(), "Points Spent", Map.of("points", 30), "page", true));
        assertThat(points()).isEqualTo(100);
        tell(new Fact.Acted(who, clock.instant(), "Points Spent", Map.of("points", 30), "till", true));
        assertThat(points()).isEqualTo(70);
    }

    @Test
    void anOrderKeepsTheRateAtWhichItEarnedFirst() {
        buys("o1", 100);
        does(camille, "Order Completed", Map.of("order_id", "o2", "total", 100, "currency", "USD"));
        earnedBefore("o1", 100, 1);
        earnedBefore("o2", 300, 3);
        does(camille, "Order Updated", Map.of("order_id", "o1", "shipping", 5));
        does(camille, "Order Updated", Map.of("order_id", "o2", "shipping", 5));
        assertThat(ledger()).containsExactly("earned 100", "earned 300");
        givenBack("o1", 10);
        givenBack("o2", 10);
        does(camille, "Order Updated", Map.of("order_id", "o1", "total", 200));
        assertThat(ledger()).endsWith("refunded -10", "refunded -30", "earned 100");
    }

    @Test
    void anOrderThatTurnsOutToBeInAnotherCurrencyEarnsByThatOne() {
        does(camille, "Order Completed", Map.of("order_id", "o1", "total", 100));
        does(camille, "Order Updated", Map.of("order_id", "o1", "total", 100, "currency", "USD"));
        assertThat(ledger()).containsExactly("earned 200", "refunded -100");
    }

    @Test
    void whatAnOrderEarnedForGoodIsTakenBackForGood() {
        buys("o1", 100);
        sql.sql("update loyalty.entry set expires_at = null where order_id = 'o1'")
                .update();
        givenBack("o1", 50);
        assertThat(sql.sql("select count(*) from loyalty.entry where expires_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        until("2027-03-03");
        assertThat(points()).isEqualTo(100);
    }

    /** As if the settings had been others when the order earned its points. */
    private void earnedBefore(String order, long points, int rate) {
        assertThat(sql.sql("update loyalty.entry set points = :points, qualifying = :points, rate = :rate"
                                + " where order_id = :order and contact = :contact")
                        .param("points", points)
                        .param("rate", rate)
                        .param("order", order)
                        .param("contact", contact(camille).value())
                        .update())
                .isOne();
    }

    @Test
    void ordersOfLongAgoBringNoPointsAndCountForTheTierWhileTheyMay() {
        tell(
                history(camille, "2024-06-01", "o1", 400),
                history(camille, "2025-11-01", "o2", 200),
                history(camille, "2025-06-01", "o3", 300));
        assertThat(standing())
                .isEqualTo(new Standing(1_000, "Bronze", "Silver", 100, 600, Instant.parse("2026-06-01T09:00:00Z")));
    }

    @Test
    void tiersAreToldAfterWhatReachedThem() {
        buys("o1", 249);
        settle();
        assertThat(told(camille)).isEmpty();
        buys("o2", 1);
        settle();
        assertThat(told(camille)).containsExactly("Tier Reached Bronze > Silver");
        Activity reached = news(camille).get(0);
        assertThat(reached.live()).isTrue();
        assertThat(reached.properties()).containsEntry("points", 500);
        assertThat(timeline.newest(contact(camille), 2))
                .extracting(Activity::name)
                .containsExactly("Tier Reached", "Order Completed");
        buys("o3", 2_000);
        settle();
        settle();
        assertThat(told(camille)).containsExactly("Tier Reached Bronze > Silver", "Tier Reached Silver > Gold");
        assertThat(standing())
                .extracting(Standing::nextTier, Standing::toNextTier)
                .containsExactly(null, 0L);
    }

    @Test
    void aTierIsLostWhenItsOrdersNoLongerCountOrAreGivenBack() {
        buys("o1", 600);
        on("2026-05-02");
        buys("o2", 300);
        settle();
        assertThat(standing().tier()).isEqualTo("Gold");
        until("2026-09-01");
        assertThat(told(camille)).containsExactly("Tier Reached Bronze > Gold");
        until("2026-09-03");
        assertThat(told(camille)).endsWith("Tier Lost Gold > Silver");
        assertThat(news(camille).get(1).at()).isEqualTo("2026-09-02T08:00:00Z");
        assertThat(news(camille).get(1).live()).as("time passes today").isTrue();
        givenBack("o2", 200);
        settle();
        assertThat(told(camille)).hasSize(3).endsWith("Tier Lost Silver > Bronze");
        assertThat(news(camille).get(2).live()).isTrue();
        assertThat(points()).isEqualTo(1_400);
    }

    @Test
    void aTierReachedLongAgoStartsNothing() {
        tell(history(camille, "2026-01-15", "o1", 400));
        settle();
        assertThat(news(camille)).singleElement().satisfies(reached -> {
            assertThat(reached.name()).isEqualTo("Tier Reached");
            assertThat(reached.live()).isFalse();
        });
    }

    @Test
    void whatSomebodyDoesTodayMakesNoNewsOfATierReachedLongAgo() {
        tell(
                history(camille, "2026-01-15", "o1", 400),
                acted(camille, "Page Viewed", Map.of()),
                acted(camille, "Points Spent", Map.of("points", 10)));
        settle();
        assertThat(told(camille)).containsExactly("Tier Reached Bronze > Silver");
        assertThat(news(camille).get(0).live()).isFalse();
    }

    @Test
    void aTierThatARefundOfLongAgoTakesAwayStartsNothing() {
        buys("o1", 400);
        settle();
        on("2026-03-20");
        Instant before = Instant.parse("2026-03-10T09:00:00Z");
        Fact.Who who = new Fact.Who(camille, null);
        tell(new Fact.Acted(who, before, "Order Refunded", Map.of("order_id", "o1"), "test", false));
        settle();
        assertThat(told(camille)).endsWith("Tier Lost Silver > Bronze");
        assertThat(news(camille).get(1).live()).isFalse();
    }

    @Test
    void givenPointsCanBeSpentAndRaiseNoTier() {
        assertThat(grant(1, "gift", 5_000)).isEqualTo(5_000);
        assertThat(standing().tier()).isEqualTo("Bronze");
        assertThat(grant(1, "gift", 5_000)).as("the step is tried again").isEqualTo(5_000);
        assertThat(grant(2, "gift", 10)).as("another run").isEqualTo(5_010);
        until("2027-03-03");
        assertThat(points()).isZero();
    }

    @Test
    void aStepThatTwoNodesRunAtOnceGivesOnce() {
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> grant(1, "gift", 7)))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(ledger()).containsExactly("granted 7");
        assertThat(points()).isEqualTo(7);
    }

    @Test
    void ordersAndGrantsAtOnceAllCount() {
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> {
                            grant(i, "gift", 1);
                            buys("o" + i, 5);
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(points()).isEqualTo(88);
    }

    @Test
    void aVisitorWhoTurnsOutToBeAMemberBringsTheirPoints() {
        buys("o1", 50);
        Fact.Who visitor = new Fact.Who(null, "browser-" + camille);
        tell(new Fact.Acted(
                visitor, clock.instant(), "Order Completed", Map.of("order_id", "o1", "total", 50), "test", true));
        tell(new Fact.Acted(
                visitor, clock.instant(), "Order Completed", Map.of("order_id", "o2", "total", 230), "test", true));
        settle();
        tell(new Fact.Aliased(new Fact.Who(camille, null), visitor.anonymousId(), clock.instant(), "test"));
        settle();
        assertThat(points()).as("o1 counts once").isEqualTo(560);
        assertThat(told(camille)).containsExactly("Tier Reached Bronze > Silver");
        assertThat(sql.sql("select count(*) from loyalty.balance")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        givenBack("o1", null);
        assertThat(points()).isEqualTo(460);
    }

    @Test
    void anErasedCustomerLeavesNoPoints() {
        buys("o1", 50);
        long number = contact(camille).value();
        rights.erase(contact(camille), Rights.Kind.ERASURE, "test");
        assertThat(sql.sql("select (select count(*) from loyalty.entry where contact = :contact)"
                                + " + (select count(*) from loyalty.balance where contact = :contact)")
                        .param("contact", number)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** A customer's year at random: the balance is what a clerk with a list of lots would have, and what it is kept as
     * is what the ledger comes to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theBalanceIsWhatAClerkWouldReckon(long seed) {
        Random random = new Random(seed);
        Clerk clerk = new Clerk();
        List<Integer> given = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant next = clock.instant().plus(random.nextInt(1, 40), ChronoUnit.DAYS);
            until(next.toString().substring(0, 10));
            clerk.expire(clock.instant());
            int amount = random.nextInt(1, 300);
            switch (random.nextInt(4)) {
                case 0 -> {
                    int spent = (int) Math.min(amount, Math.max(1, clerk.balance() / 2));
                    if (clerk.balance() > 0) {
                        does(camille, "Points Spent", Map.of("points", spent));
                        clerk.spend(spent);
                    }
                }
                case 1 -> {
                    grant(i, "gift", amount);
                    clerk.add(clock.instant(), amount);
                }
                default -> {
                    buys("r" + i, amount);
                    clerk.add(clock.instant(), 2L * amount);
                    given.add(amount);
                }
            }
            assertThat(points()).as("step %s", i).isEqualTo(clerk.balance());
        }
        assertThat(given).isNotEmpty();
        Balances.Balance kept = balance();
        transactions.executeWithoutResult(status -> {
            sql.sql("delete from loyalty.balance where contact = ?")
                    .param(contact(camille).value())
                    .update();
            book.lock(List.of(contact(camille)));
            book.tell(List.of(contact(camille)), clock.instant());
        });
        assertThat(balance())
                .usingRecursiveComparison()
                .ignoringFields("announced", "live", "dueAt")
                .isEqualTo(kept);
    }

    private Balances.Balance balance() {
        ContactId who = contact(camille);
        return balances.find(List.of(who)).get(who);
    }

    private long grant(long enrolment, String step, long given) {
        ContactId who = contact(camille);
        StepRef ref = new StepRef("thanks", 1, who.value() * 1_000 + enrolment, step);
        points.grant(List.of(new Grant(who, given, "Merci", ref)));
        return points.standing(who).points();
    }

    /** Keeps a list of lots by hand. */
    private static class Clerk {

        private record Lot(Instant until, long[] left) {}

        private final List<Lot> lots = new ArrayList<>();

        void add(Instant at, long earned) {
            lots.add(new Lot(
                    at.atZone(java.time.ZoneId.of("Europe/Paris"))
                            .plusMonths(12)
                            .toInstant(),
                    new long[] {earned}));
        }

        void spend(long spent) {
            long open = spent;
            for (Lot lot : lots) {
                long taken = Math.min(open, lot.left()[0]);
                lot.left()[0] -= taken;
                open -= taken;
            }
            assertThat(open).isCloseTo(0, within(0L));
        }

        void expire(Instant now) {
            lots.removeIf(lot -> !lot.until().isAfter(now));
        }

        long balance() {
            return lots.stream().mapToLong(lot -> lot.left()[0]).sum();
        }
    }
}
