package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.GateRules;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.contact.Decision;
import io.relance.contact.Decisions;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.engine.Starts;
import io.relance.message.Templates;
import io.relance.node.Arrival;
import io.relance.node.SmtpSink;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The product beside an SMTP server that misbehaves on command, with a clock that jumps as a stopped node's does. */
@RelanceTest
abstract class HurtTest {

    static final SmtpSink SMTP = new SmtpSink(0, Path.of("target", "hurt-mails"), true);

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int ROUNDS = 500;

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", SMTP::port);
        // Long enough that a machine that stands still for a moment is not taken for a server that hangs.
        properties.add("spring.mail.properties.mail.smtp.timeout", () -> "5000");
    }

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Decisions decisions;

    @Autowired
    Templates templates;

    @Autowired
    RepositoryService repository;

    @Autowired
    Starts starts;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<String> deployed = new ArrayList<>();
    private int arrivedBefore;

    @BeforeEach
    void begin() {
        clock.set(start());
        GateRules.none(db);
        SMTP.behave("");
        arrivedBefore = SMTP.count();
        deploy(Sketch.journey("hurt-letter", "Letter Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", letter()))
                .ends("Written"));
    }

    private String letter() {
        var problems = templates.publish(
                "hurt-letter",
                Map.of(
                        "fr.mjml",
                        "---\nsubject: Bonjour\npreheader: Exemple\n---\n<mj-section><mj-column><mj-text>Bonjour"
                                + " {{ contact.firstName }}</mj-text></mj-column></mj-section>\n"));
        assertThat(problems).isEmpty();
        return "hurt-letter";
    }

    /** When a test begins. */
    Instant start() {
        return Instant.parse("2026-03-02T09:00:00Z");
    }

    @AfterEach
    void end() {
        SMTP.behave("");
        GateRules.usual(db);
        db.sql("delete from message.outbox").update();
        deployed.forEach(id -> repository.deleteDeployment(id, true));
        db.sql("update journey.enrolment set ended_at = entered_at, outcome = 'test over' where ended_at is null")
                .update();
        starts.forget();
    }

    void deploy(Sketch sketch) {
        var deployment = repository.createDeployment();
        sketch.files().forEach((name, bytes) -> deployment.addString(name, new String(bytes)));
        deployed.add(deployment.deploy().getId());
        starts.forget();
    }

    /** New people who agreed to e-mail. */
    List<String> people(int count) {
        List<String> people = IntStream.range(0, count)
                .mapToObj(i -> "hurt-" + NUMBERS.incrementAndGet())
                .toList();
        receive(people.stream()
                .map(who -> (Fact) new Fact.Identified(
                        who(who),
                        clock.instant(),
                        Map.of("email", email(who), "firstName", who, "consents", Map.of("email", true)),
                        "test",
                        true))
                .toList());
        return people;
    }

    /** Everybody does something. */
    void everybody(List<String> people, String activity) {
        receive(people.stream()
                .map(who -> does(who, activity, clock.instant(), Map.of()))
                .toList());
    }

    /** Everybody does something about a cart of their own. */
    void everybodysCart(List<String> people, String activity, Instant at) {
        receive(people.stream()
                .map(who -> does(
                        who,
                        activity,
                        at,
                        activity.equals("Order Completed")
                                ? Map.of("cart_id", "cart-" + who, "order_id", "order-" + who)
                                : Map.of(
                                        "cart_id",
                                        "cart-" + who,
                                        "product_id",
                                        "lamp",
                                        "name",
                                        "Lampe",
                                        "price",
                                        "20")))
                .toList());
    }

    private static Fact does(String who, String activity, Instant at, Map<String, Object> properties) {
        return new Fact.Acted(who(who), at, activity, properties, "test", true);
    }

    void receive(List<Fact> facts) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> timeline.receive(facts));
    }

    static Fact.Who who(String who) {
        return new Fact.Who(who, null);
    }

    static String email(String who) {
        return who + "@example.org";
    }

    /** Does all that is due at this moment, as a node does that has just started. */
    void settle() {
        Instant now = clock.instant();
        for (int round = 0; round < ROUNDS; round++) {
            works.forEach(work -> work.runDue(now));
            if (works.stream()
                    .allMatch(work ->
                            work.nextDue().filter(due -> !due.isAfter(now)).isEmpty())) {
                return;
            }
        }
    }

    /** One kind of work, by its name. */
    DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Lives through a time in steps. */
    void pass(Duration time, Duration step) {
        for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
            clock.advance(step);
            settle();
        }
    }

    /** The mails of these diagrams since the test began; the bundled journeys run beside them. */
    List<Arrival> arrivals() {
        return SMTP.arrivals(arrivedBefore).stream()
                .filter(mail -> mail.body().contains("Feedback-ID: hurt-letter:"))
                .toList();
    }

    /** The states of their messages, one each. */
    List<String> states(List<String> people) {
        return people.stream().map(this::state).toList();
    }

    String state(String who) {
        return db.sql(
                        """
                        select coalesce(o.state, m.state) from message.message m left join message.outbox o on o.id = m.id
                        where m.contact = ? and m.template = 'hurt-letter'""")
                .param(contact(who).value())
                .query(String.class)
                .single();
    }

    ContactId contact(String who) {
        return contacts.byUserId(who).orElseThrow().id();
    }

    List<Decision> decisions(String who) {
        return decisions.newest(contact(who), null, 50);
    }

    /** Why this person's address rests; empty when it does not. */
    List<String> suppressed(String who) {
        return db.sql("select reason from consent.suppression where address = ?")
                .param(email(who))
                .query(String.class)
                .list();
    }
}
