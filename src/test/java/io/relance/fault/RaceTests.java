package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.engine.Starts;
import io.relance.shared.DueWork;
import io.relance.trial.TrialTest;
import io.relance.trial.TwilioStandIn;
import io.relance.trial.TwilioStandIn.SentSms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two things in the same instant, again and again: one of them comes first, and nothing is done twice or lost. */
@TrialTest
class RaceTests {

    /** A thousand with the profile {@code faults}. */
    private static final int TIMES = Integer.getInteger("faults.races", 200);

    private static final Pattern LINK = Pattern.compile("href=\"(http://localhost:\\d+/c/[^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    List<DueWork> works;

    @Autowired
    Timeline timeline;

    @Autowired
    TwilioStandIn twilio;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient db;

    @Autowired
    Starts starts;

    private Outside outside;
    private FaultShop shop;

    @BeforeEach
    void openShop() {
        outside = new Outside(port);
        outside.settle();
        shop = new FaultShop(outside, starts);
        shop.publishMail("fault-race", "Pour {{ trigger.of }}", "<a href=\"{{ shop.url }}/x\">Bonjour</a>");
        shop.publish("fault-race-text", Map.of("fr.sms.liquid", "Pour {{ trigger.of }}. STOP au 36000"));
        twilio.reset();
    }

    @AfterEach
    void closeShop() {
        shop.close();
        db.sql("delete from message.outbox").update();
        twilio.reset();
    }

    @Test
    void aTimerAndThePurchaseInTheSameInstantTakeOneWayAndNoBuyerIsWrittenTo() {
        shop.deploy(Sketch.journey("fault-basket", "Basket Left", Map.of("keyedBy", "cart"))
                .unless("Order Completed", "PT1M")
                .step("remind", "sendEmail", Map.of("template", "fault-race"))
                .ends("Reminded"));
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < TIMES / 100; round++) {
            List<String> people = shop.people(100);
            everybody.addAll(people);
            carts(people, "Product Added");
            carts(people, "Basket Left");
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            carts(people, "Order Completed");
            Together.run(() -> work("inbox").runDue(due), () -> work("timers").runDue(due), () -> work("timers")
                    .runDue(due));
            work("inbox").runDue(due);
            work("timers").runDue(due);
        }
        outside.advance("PT1M");
        Map<String, Long> outcomes = outcomes("fault-basket");
        assertThat(outcomes.keySet()).isSubsetOf("Order Completed", "Reminded");
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(everybody.size());
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
        List<String> people = shop.people(TIMES / 20);
        Instant now = outside.settle();
        for (String who : people) {
            Together.run(
                    20,
                    () -> record(new Fact.Acted(
                            new Fact.Who(who, null), now, "Quiz Done", Map.of("of", who), "test", true)));
        }
        outside.settle();
        assertThat(outcomes("fault-once")).isEqualTo(Map.of("Thanked", (long) people.size()));
        assertThat(mailed(people)).isEqualTo(people.size());
        assertThat(db.sql("select count(*) from contact.activity where name = 'Quiz Done'")
                        .query(Long.class)
                        .single())
                .as("each of them is on the timeline")
                .isEqualTo(people.size() * 20L);
    }

    @Test
    void aClickAndTheTimeOutTakeOneWayAndTheClickIsKept() {
        shop.deploy(Sketch.journey("fault-click", "Offer Wanted", Map.of())
                .step("offer", "sendEmail", Map.of("template", "fault-race"))
                .unless("Email Link Clicked", "PT1H")
                .ends("Late"));
        int clicked = 0;
        for (int round = 0; round < TIMES / 100; round++) {
            List<String> people = shop.people(100);
            shop.everybody(people, "Offer Wanted");
            Instant due = outside.settle().plus(Duration.ofHours(1));
            List<URI> links = links(people);
            clicked += links.size();
            AtomicInteger next = new AtomicInteger();
            Runnable clicks = () -> {
                for (int i = next.getAndIncrement(); i < links.size(); i = next.getAndIncrement()) {
                    assertThat(click(links.get(i))).isEqualTo(302);
                }
            };
            Together.run(clicks, clicks, () -> work("timers").runDue(due), () -> work("timers")
                    .runDue(due));
            outside.settle();
        }
        outside.advance("PT1H");
        Map<String, Long> outcomes = outcomes("fault-click");
        assertThat(outcomes.keySet()).isSubsetOf("Email Link Clicked", "Late");
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(TIMES / 100 * 100);
        assertThat(clicked).isEqualTo(TIMES / 100 * 100);
        assertThat(db.sql("select count(*) from contact.activity where name = 'Email Link Clicked'")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(clicked);
    }

    @Test
    void aStopBetweenQueueAndHandOverIsHeardAndNobodyIsForgotten() {
        shop.deploy(Sketch.journey("fault-stop", "Text Wanted", Map.of())
                .step("text", "sendSms", Map.of("template", "fault-race-text"))
                .ends("Texted"));
        List<String> people = shop.people(TIMES);
        Instant now = outside.settle();
        record(people.stream()
                .map(who -> (Fact)
                        new Fact.Acted(new Fact.Who(who, null), now, "Text Wanted", Map.of("of", who), "test", true))
                .toArray(Fact[]::new));
        assertThat(db.sql("select count(*) from message.outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(TIMES);
        List<String> before = people.subList(0, TIMES / 2);
        List<String> meanwhile = people.subList(TIMES / 2, TIMES);
        before.forEach(this::saysStop);
        AtomicInteger next = new AtomicInteger();
        Runnable stops = () -> {
            for (int i = next.getAndIncrement(); i < meanwhile.size(); i = next.getAndIncrement()) {
                saysStop(meanwhile.get(meanwhile.size() - 1 - i));
            }
        };
        Together.run(() -> work("sending").runDue(now), stops, stops);
        work("sending").runDue(now);
        List<String> texted =
                twilio.messages().stream().map(SentSms::to).distinct().toList();
        assertThat(twilio.messages()).as("nobody twice").hasSameSizeAs(texted);
        assertThat(texted).doesNotContainAnyElementsOf(shop.phones(before));
        assertThat(states("fault-stop").keySet()).isSubsetOf("sent", "delivered", "skipped");
        assertThat(states("fault-stop").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(TIMES);
        assertThat(states("fault-stop").get("skipped")).isGreaterThanOrEqualTo(TIMES / 2);

        shop.everybody(people, "Text Wanted");
        outside.settle();
        assertThat(twilio.messages()).as("after STOP nobody is texted any more").hasSameSizeAs(texted);
    }

    @Test
    void aVisitorWhoTurnsOutToBeKnownWhileBothRunIsWrittenToOnce() {
        shop.deploy(Sketch.journey("fault-merge", "Tour Wanted", Map.of())
                .waits("minute", "PT1M")
                .step("write", "sendEmail", Map.of("template", "fault-race"))
                .ends("Written to"));
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < TIMES / 100; round++) {
            List<String> people = shop.people(100);
            everybody.addAll(people);
            Instant now = outside.settle();
            shop.everybody(people, "Tour Wanted");
            outside.send(people.stream()
                    .map(who ->
                            Outside.anonymously(Outside.track("visitor-" + who, "Tour Wanted", now, Map.of("of", who))))
                    .toList());
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            outside.send(people.stream().map(RaceTests::turnsOutToBe).toList());
            Together.run(() -> work("inbox").runDue(due), () -> work("timers").runDue(due), () -> work("timers")
                    .runDue(due));
            work("inbox").runDue(due);
            work("timers").runDue(due);
            outside.settle();
        }
        outside.advance("PT1M");
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

    private void record(Fact... facts) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> timeline.receive(List.of(facts)));
    }

    private void saysStop(String who) {
        assertThat(twilio.receive(outside.address(), FaultShop.phone(who), "STOP"))
                .isEqualTo(200);
    }

    private DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> outcomes(String journey) {
        return Counts.of(
                db, "select coalesce(outcome, 'none') from journey.enrolment where journey = '" + journey + "'");
    }

    private Map<String, Long> states(String journey) {
        return Counts.of(db, "select state from message.message where journey = '" + journey + "'");
    }

    private long mailed(List<String> people) {
        List<String> emails = shop.emails(people);
        return outside.mailbox(null).stream()
                .filter(mail -> emails.contains(mail.path("to").asText()))
                .peek(mail -> assertThat(mail.path("subject").asText())
                        .isEqualTo("Pour " + mail.path("to").asText().replace("@example.org", "")))
                .count();
    }

    private List<URI> links(List<String> people) {
        List<String> emails = shop.emails(people);
        return outside.mailbox(null).stream()
                .filter(mail -> emails.contains(mail.path("to").asText()))
                .map(RaceTests::link)
                .toList();
    }

    private static URI link(JsonNode mail) {
        Matcher link = LINK.matcher(mail.path("html").asText());
        assertThat(link.find()).isTrue();
        return URI.create(link.group(1));
    }

    private static int click(URI link) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
