package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.contact.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may happen to a run in the same instant: its timer and its purchase, its start twenty times, a merge. */
class RunRaceTests extends RaceTest {

    /** Each of them is twenty threads and twenty transactions. */
    private static final int STARTS = TIMES < 1000 ? TIMES / 4 : TIMES;

    @Test
    void aTimerAndThePurchaseInTheSameInstantTakeOneWayAndNoBuyerIsWrittenTo() {
        shop.deploy(Sketch.journey("fault-basket", "Basket Left", Map.of("keyedBy", "cart"))
                .unless("Order Completed", "PT1M")
                .step("remind", "sendEmail", Map.of("template", "fault-race"))
                .ends("Reminded"));
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP);
            everybody.addAll(people);
            carts(people, "Product Added");
            carts(people, "Basket Left");
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            carts(people, "Order Completed");
            inboxAgainstTimers(race, due);
            learn(race, outcomes("fault-basket", people), "Order Completed", "Reminded");
        }
        outside.advance("PT1M");
        bothWon(race);
        assertThat(mailed(everybody))
                .as("all of them had bought before anything left")
                .isZero();
        assertThat(outside.list("/engine-rest/incident")).isEmpty();
    }

    @Test
    void theSameStartTwentyTimesAtOnceIsOneRun() {
        shop.deploy(Sketch.journey("fault-once", "Quiz Done", Map.of("reentry", "once"))
                .step("thank", "sendEmail", Map.of("template", "fault-race"))
                .ends("Thanked"));
        List<String> people = shop.people(STARTS);
        Instant now = outside.settle();
        for (String who : people) {
            Together.run(
                    20,
                    () -> record(new Fact.Acted(
                            new Fact.Who(who, null), now, "Quiz Done", Map.of("of", who), "test", true)));
        }
        outside.settle();
        assertThat(outcomes("fault-once", people)).isEqualTo(Map.of("Thanked", (long) STARTS));
        assertThat(mailed(people)).isEqualTo(STARTS);
        assertThat(db.sql("select count(*) from contact.activity where name = 'Quiz Done'")
                        .query(Long.class)
                        .single())
                .as("each of them is on the timeline")
                .isEqualTo(STARTS * 20L);
    }

    @Test
    void aVisitorWhoTurnsOutToBeKnownWhileBothRunIsWrittenToOnce() {
        shop.deploy(Sketch.journey("fault-merge", "Tour Wanted", Map.of())
                .waits("minute", "PT1M")
                .step("write", "sendEmail", Map.of("template", "fault-race"))
                .ends("Written to"));
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP);
            everybody.addAll(people);
            Instant now = outside.settle();
            shop.everybody(people, "Tour Wanted");
            outside.send(people.stream()
                    .map(who ->
                            Outside.anonymously(Outside.track("visitor-" + who, "Tour Wanted", now, Map.of("of", who))))
                    .toList());
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            outside.send(people.stream().map(RunRaceTests::turnsOutToBe).toList());
            inboxAgainstTimers(race, due);
            outside.settle();
            Map<String, Long> outcomes = outcomes("fault-merge", people);
            assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(2L * GROUP);
            // A run that came to its end although it was a double one: its timer was first.
            long timers = outcomes.get("Written to") - GROUP;
            race.learn(GROUP - timers, timers);
        }
        outside.advance("PT1M");
        bothWon(race);
        assertThat(mailed(everybody)).isEqualTo(everybody.size());
        assertThat(db.sql("select count(*) from journey.enrolment where journey = 'fault-merge' and ended_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(outside.list("/engine-rest/process-instance?processDefinitionKey=fault-merge"))
                .isEmpty();
        assertThat(outside.list("/engine-rest/incident")).isEmpty();
        everybody.forEach(
                who -> assertThat(outside.contact(who).path("timeline").toString())
                        .as("both of their activities are one person's")
                        .containsPattern("Tour Wanted.*Tour Wanted"));
    }

    private static Map<String, Object> turnsOutToBe(String who) {
        Map<String, Object> identify = Outside.identify(who, Map.of("city", "Lille"));
        identify.put("anonymousId", "visitor-" + who);
        return identify;
    }

    private void carts(List<String> people, String activity) {
        Instant now = outside.settle();
        outside.send(people.stream()
                .map(who -> Outside.track(
                        who,
                        activity,
                        now,
                        activity.equals("Order Completed")
                                ? Map.of("cart_id", "cart-" + who, "order_id", "order-" + who)
                                : Map.of(
                                        "of", who,
                                        "cart_id", "cart-" + who,
                                        "product_id", "lamp",
                                        "name", "Lampe",
                                        "price", "20")))
                .toList());
    }
}
