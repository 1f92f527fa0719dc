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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two things in the same instant, again and again: one of them comes first, and nothing is done twice or lost. Each of a
 * few people is a race of their own; many rounds of few collide more than one of many.
 *
 * <p>One race that is asked for is not here: two journeys and one last slot. There are no slots yet; it comes with the
 * caps that make them. One template and all sender threads are in {@code RendererTests} and, over two nodes, in
 * {@link KillIT}.
 */
@TrialTest
class RaceTests {

    /** A thousand with the profile {@code faults}. */
    private static final int TIMES = Integer.getInteger("faults.races", 200);

    private static final Logger log = LoggerFactory.getLogger(RaceTests.class);
    private static final int GROUP = 10;
    private static final int ROUNDS = TIMES / GROUP;

    /** Each of them is twenty threads and twenty transactions. */
    private static final int STARTS = TIMES < 1000 ? TIMES / 4 : TIMES;

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
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP);
            everybody.addAll(people);
            carts(people, "Product Added");
            carts(people, "Basket Left");
            Instant due = outside.settle().plus(Duration.ofMinutes(1));
            carts(people, "Order Completed");
            Together.run(
                    race.left(() -> work("inbox").runDue(due)),
                    race.right(() -> work("timers").runDue(due)),
                    race.right(() -> work("timers").runDue(due)));
            work("inbox").runDue(due);
            work("timers").runDue(due);
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
    void aClickAndTheTimeOutTakeOneWayAndTheClickIsKept() {
        shop.deploy(Sketch.journey("fault-click", "Offer Wanted", Map.of())
                .step("offer", "sendEmail", Map.of("template", "fault-race"))
                .unless("Email Link Clicked", "PT1H")
                .ends("Late"));
        List<List<String>> groups = groups(shop.people(TIMES));
        List<Instant> dues = new ArrayList<>();
        for (List<String> people : groups) {
            shop.everybody(people, "Offer Wanted");
            dues.add(outside.settle().plus(Duration.ofHours(1)));
            outside.advance("PT1S");
        }
        Map<String, URI> links = links();
        HeadStart race = new HeadStart();
        for (int round = 0; round < groups.size(); round++) {
            List<String> people = groups.get(round);
            Instant due = dues.get(round);
            ConcurrentLinkedQueue<String> readers = new ConcurrentLinkedQueue<>(people);
            Runnable clicks = () -> {
                for (String who = readers.poll(); who != null; who = readers.poll()) {
                    assertThat(click(links.get(FaultShop.email(who)))).isEqualTo(302);
                }
            };
            Together.run(
                    race.left(clicks),
                    race.left(clicks),
                    race.right(() -> work("timers").runDue(due)),
                    race.right(() -> work("timers").runDue(due)));
            outside.settle();
            work("timers").runDue(due);
            learn(race, outcomes("fault-click", people), "Email Link Clicked", "Late");
        }
        outside.advance("PT2H");
        bothWon(race);
        assertThat(db.sql("select count(distinct contact_id) from contact.activity where name = 'Email Link Clicked'")
                        .query(Integer.class)
                        .single())
                .as("each click is on the timeline, whatever it came too late for")
                .isGreaterThanOrEqualTo(TIMES);
    }

    @Test
    void aStopBetweenQueueAndHandOverIsHeardAndNobodyIsForgotten() {
        shop.deploy(Sketch.journey("fault-stop", "Text Wanted", Map.of())
                .step("text", "sendSms", Map.of("template", "fault-race-text"))
                .ends("Texted"));
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP + 1);
            everybody.addAll(people);
            String before = people.get(0);
            Instant now = outside.settle();
            record(people.stream().map(who -> wantsText(who, now)).toArray(Fact[]::new));
            assertThat(db.sql("select count(*) from message.outbox")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(people.size());
            saysStop(before);
            ConcurrentLinkedQueue<String> annoyed = new ConcurrentLinkedQueue<>(people.subList(1, people.size()));
            Runnable stops = () -> {
                for (String who = annoyed.poll(); who != null; who = annoyed.poll()) {
                    saysStop(who);
                }
            };
            Together.run(race.left(stops), race.left(stops), race.right(() -> work("sending")
                    .runDue(now)));
            work("sending").runDue(now);
            assertThat(texted()).doesNotContain(FaultShop.phone(before));
            long texted = people.stream()
                    .map(FaultShop::phone)
                    .filter(texted()::contains)
                    .count();
            race.learn(GROUP - texted, texted);
        }
        List<String> texted = texted();
        bothWon(race);
        assertThat(texted).as("nobody twice").doesNotHaveDuplicates();
        Map<String, Long> states = states("fault-stop");
        assertThat(states.keySet()).isSubsetOf("sent", "delivered", "skipped");
        assertThat(states).containsEntry("skipped", (long) everybody.size() - texted.size());
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(everybody.size());

        shop.everybody(everybody, "Text Wanted");
        outside.settle();
        assertThat(texted()).as("after STOP nobody is texted any more").isEqualTo(texted);
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
            outside.send(people.stream().map(RaceTests::turnsOutToBe).toList());
            Together.run(
                    race.left(() -> work("inbox").runDue(due)),
                    race.right(() -> work("timers").runDue(due)),
                    race.right(() -> work("timers").runDue(due)));
            work("inbox").runDue(due);
            work("timers").runDue(due);
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

    /** Each person is a race of their own: it ends in one of two ways, and in no third. */
    private static void learn(HeadStart race, Map<String, Long> outcomes, String left, String right) {
        assertThat(outcomes.keySet()).isSubsetOf(left, right);
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(GROUP);
        race.learn(outcomes.getOrDefault(left, 0L), outcomes.getOrDefault(right, 0L));
    }

    private static void bothWon(HeadStart race) {
        log.info("{}", race);
        assertThat(race.bothWon())
                .as("%s: no race, one of them is always first", race)
                .isTrue();
    }

    private static List<List<String>> groups(List<String> people) {
        return IntStream.range(0, people.size() / GROUP)
                .mapToObj(group -> people.subList(group * GROUP, (group + 1) * GROUP))
                .toList();
    }

    private static Fact wantsText(String who, Instant now) {
        return new Fact.Acted(new Fact.Who(who, null), now, "Text Wanted", Map.of("of", who), "test", true);
    }

    private List<String> texted() {
        return twilio.messages().stream().map(SentSms::to).toList();
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

    /** Of the runs of these people. */
    private Map<String, Long> outcomes(String journey, List<String> people) {
        return Counts.of(
                db,
                """
                select coalesce(e.outcome, 'none') from journey.enrolment e join contact.contact c on c.id = e.contact_id
                where e.journey = '%s' and c.user_id in ('%s')"""
                        .formatted(journey, String.join("', '", people)));
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

    /** The links in the mails, by who has them. */
    private Map<String, URI> links() {
        return outside.mailbox(null).stream()
                .filter(mail -> LINK.matcher(mail.path("html").asText()).find())
                .collect(Collectors.toMap(mail -> mail.path("to").asText(), RaceTests::link, (first, last) -> last));
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
