package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.GateRules;
import io.relance.Outside;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.engine.Starts;
import io.relance.shared.DueWork;
import io.relance.trial.TrialTest;
import io.relance.trial.TwilioStandIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two things in the same instant, again and again: one of them comes first, and nothing is done twice or lost. Each of a
 * few people is a race of their own; many rounds of few collide more than one of many.
 */
@TrialTest
@TestPropertySource(properties = "relance.tracking.burst-within=PT0S")
abstract class RaceTest {

    /** A thousand with the profile {@code faults}. */
    static final int TIMES = Integer.getInteger("faults.races", 200);

    private static final Logger log = LoggerFactory.getLogger(RaceTest.class);
    static final int GROUP = 10;
    static final int ROUNDS = TIMES / GROUP;

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

    Outside outside;
    FaultShop shop;

    @BeforeEach
    void openShop() {
        outside = new Outside(port);
        GateRules.none(db);
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
        GateRules.usual(db);
        twilio.reset();
    }

    /** Each person is a race of their own: it ends in one of two ways, and in no third. */
    static void learn(HeadStart race, Map<String, Long> outcomes, String left, String right) {
        assertThat(outcomes.keySet()).isSubsetOf(left, right);
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(GROUP);
        race.learn(outcomes.getOrDefault(left, 0L), outcomes.getOrDefault(right, 0L));
    }

    static void bothWon(HeadStart race) {
        log.info("{}", race);
        assertThat(race.bothWon())
                .as("%s: no race, one of them is always first", race)
                .isTrue();
    }

    static List<List<String>> groups(List<String> people) {
        return IntStream.range(0, people.size() / GROUP)
                .mapToObj(group -> people.subList(group * GROUP, (group + 1) * GROUP))
                .toList();
    }

    /** What came in against what came due, for the same people in the same instant; then what is left of both. */
    void inboxAgainstTimers(HeadStart race, Instant due) {
        Together.run(
                race.left(() -> work("inbox").runDue(due)),
                race.right(() -> work("timers").runDue(due)),
                race.right(() -> work("timers").runDue(due)));
        work("inbox").runDue(due);
        work("timers").runDue(due);
    }

    void record(Fact... facts) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> timeline.receive(List.of(facts)));
    }

    DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of the runs of these people. */
    Map<String, Long> outcomes(String journey, List<String> people) {
        return Counts.of(
                db,
                """
                select coalesce(e.outcome, 'none') from journey.enrolment e join contact.contact c on c.id = e.contact_id
                where e.journey = '%s' and c.user_id in ('%s')"""
                        .formatted(journey, String.join("', '", people)));
    }

    long mailed(List<String> people) {
        List<String> emails = shop.emails(people);
        return outside.mailbox(null).stream()
                .filter(mail -> emails.contains(mail.path("to").asText()))
                .peek(mail -> assertThat(mail.path("subject").asText())
                        .isEqualTo("Pour " + mail.path("to").asText().replace("@example.org", "")))
                .count();
    }
}
