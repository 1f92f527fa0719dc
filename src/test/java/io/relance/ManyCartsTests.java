package io.relance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.trial.TrialTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many carts at once: everybody who may be written to is, once; everybody else has a reason. */
@TrialTest
class ManyCartsTests {

    private static final Logger log = LoggerFactory.getLogger(ManyCartsTests.class);
    private static final int ALL = 2_500;
    private static final int SILENT = 500;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private Outside outside;

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void everyCartIsRemindedOfOnceAndEveryRefusalHasAReason() {
        outside = new Outside(port);
        Instant now = outside.settle();
        timed("identify", () -> outside.send(people()));
        timed("settle people", () -> outside.settle());
        List<Map<String, Object>> carts =
                IntStream.range(0, ALL).mapToObj(i -> cart(i, now)).toList();
        timed("send carts", () -> outside.send(carts));
        timed("settle carts", () -> outside.settle());

        assertThat(reminded())
                .as("everybody who agreed is written to, once")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(SILENT, ALL).mapToObj(i -> email(i)).toList());
        assertThat(refusals()).isEqualTo(SILENT);
        IntStream.of(0, 17, 250, SILENT - 1).forEach(this::hasAReason);
        IntStream.of(SILENT, 1_234, ALL - 1).forEach(this::hasEnteredAndBeenWrittenTo);

        State before = state();
        outside.send(carts.subList(SILENT - 50, SILENT + 50));
        outside.settle();
        assertThat(state()).as("sent again, nothing changes").isEqualTo(before);
    }

    private void hasAReason(int i) {
        assertThat(outside.decisions(user(i))).singleElement().satisfies(decision -> {
            assertThat(decision.path("journey").asText()).isEqualTo("abandoned-cart");
            assertThat(decision.path("outcome").asText()).isEqualTo("not_entered");
            assertThat(decision.path("reason").asText()).isEqualTo("condition_false");
            assertThat(decision.path("detail").asText()).contains("contact.mayReceive('email')", "consent");
        });
        assertThat(outside.contact(user(i)).path("journeys")).isEmpty();
    }

    private void hasEnteredAndBeenWrittenTo(int i) {
        assertThat(outside.decisions(user(i)))
                .extracting(decision -> decision.path("outcome").asText())
                .containsExactlyInAnyOrder("entered", "sent");
        assertThat(outside.contact(user(i)).path("journeys")).singleElement().satisfies(run -> {
            assertThat(run.path("state").asText()).isEqualTo("active");
            assertThat(run.path("at").get(0).asText()).isEqualTo("wait_24h");
        });
        JsonNode mail = outside.mailbox(email(i)).get(0);
        assertThat(mail.path("html").asText()).contains("Lampe numéro " + i + "<", price(i).replace('.', ','));
    }

    /** What a repeated event could change. */
    private record State(int mails, long activities, long runs, long decisions, long messages) {}

    private State state() {
        return new State(
                outside.mailbox(null).size(),
                count("contact.activity"),
                count("journey.enrolment"),
                count("contact.decision"),
                count("message.message"));
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private long refusals() {
        return db.sql(
                        """
                        select count(distinct d.contact_id) from contact.decision d
                        join contact.contact c on c.id = d.contact_id
                        where d.journey = 'abandoned-cart' and d.outcome = 'not_entered' and d.reason = 'condition_false'
                          and d.detail like '%consent%' and c.user_id like 'many-%'""")
                .query(Long.class)
                .single();
    }

    private List<String> reminded() {
        return outside.mailbox(null).stream()
                .map(mail -> mail.path("to").asText())
                .filter(to -> to.startsWith("many-"))
                .toList();
    }

    private static List<Map<String, Object>> people() {
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            people.add(Outside.identify(
                    user(i),
                    i < SILENT
                            ? Map.of("email", email(i), "firstName", "Camille")
                            : Map.of("email", email(i), "firstName", "Camille", "consents", Map.of("email", true))));
        }
        assertThat(people.stream().map(person -> person.get("userId")).collect(toSet()))
                .hasSize(ALL);
        return people;
    }

    private static Map<String, Object> cart(int i, Instant now) {
        return Outside.track(
                user(i),
                "Cart Abandoned",
                now,
                Map.of(
                        "cart_id",
                        "many-cart-" + i,
                        "products",
                        List.of(
                                Map.of("product_id", "lamp-" + i, "name", "Lampe numéro " + i, "price", price(i)),
                                Map.of("product_id", "bulb", "name", "Ampoule", "price", "4.50", "quantity", "2"))));
    }

    private static String price(int i) {
        return (20 + i % 200) + ".90";
    }

    private static String user(int i) {
        return "many-" + i;
    }

    private static String email(int i) {
        return "many-" + i + "@example.org";
    }

    private static void timed(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        log.info("{}: {} ms", what, (System.nanoTime() - start) / 1_000_000);
    }
}
