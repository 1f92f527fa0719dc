package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.Arrival;
import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeSetup;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes come, go and are overrun, and their database goes away and comes back, while a shop sends what happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIT {

    private static final Logger log = LoggerFactory.getLogger(NodesIT.class);

    /** A minute with the profile {@code faults}. */
    private static final int OVERLOAD_SECONDS = Integer.getInteger("faults.overload", 8);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PEOPLE = 2_000;

    @TempDir
    static Path folder;

    private Town town;
    private NodeSetup first;
    private NodeSetup second;
    private Node one;
    private Node two;
    private LoadDriver driver;
    private int next;

    @BeforeAll
    void twoNodesStartTogetherOnAnEmptyDatabase() {
        town = Town.found(folder);
        first = town.setup("nodes-1").with("RELANCE_INBOX_DEPTH", "3000").jvm("-Xmx384m");
        second = town.setup("nodes-2");
        List<Node> nodes = town.start(List.of(first, second));
        one = nodes.get(0);
        two = nodes.get(1);
        driver = town.driver();
        driver.run(Town.people(one, 0, PEOPLE));
        town.awaitDone(PATIENCE);
    }

    @AfterAll
    void close() {
        town.close();
    }

    /** So many letters for people who had none yet; they are numbered on. */
    private Shopping letters(Node node, int count) {
        next += count;
        assertThat(next).isLessThanOrEqualTo(PEOPLE);
        return Town.does(node, Town.LETTER, next - count, next);
    }

    /** Nobody has two letters; whoever has none, the report names as in doubt. */
    private void everybodyHasOneLetterOrIsInDoubt(long inDoubt) {
        town.awaitDone(PATIENCE);
        Map<String, Long> times = town.sink.arrivals(0).stream()
                .filter(mail -> mail.body().contains("letter:letter:marketing"))
                .collect(Collectors.groupingBy(Arrival::recipient, Collectors.counting()));
        Map<String, Long> states =
                town.database.numbers("select state, count(*) from message.message group by 1 order by 1");
        log.info("{} letters wanted, {} people have one, messages {}", next, times.size(), states);
        assertThat(times.values()).containsOnly(1L);
        assertThat((long) times.size()).isBetween(next - inDoubt, (long) next);
        assertThat(states.keySet()).isSubsetOf("sent", "in_doubt");
        assertThat(inDoubt()).isEqualTo(inDoubt);
        assertThat(town.database.number("select count(*) from act_ru_incident")).isZero();
    }

    private long inDoubt() {
        return town.database.number("select count(*) from message.message where state = 'in_doubt'");
    }

    @Test
    @Order(1)
    void bothShareTheWorkAndNobodyGetsALetterTwice() {
        LoadDriver other = town.driver();
        CompletableFuture<Shopped> there = other.begin(letters(two, 200).inBatchesOf(10));
        driver.run(letters(one, 200).inBatchesOf(10));
        assertThat(there.join().answers()).containsOnlyKeys(200);
        assertThat(town.database.number("select count(*) from act_re_procdef where version_ > 1"))
                .as("two nodes, one version")
                .isZero();
        everybodyHasOneLetterOrIsInDoubt(0);
    }

    @Test
    @Order(2)
    void theDatabaseGoesAndComesBackUnderLoad() throws Exception {
        CompletableFuture<Shopped> load =
                driver.begin(letters(one, 300).inBatchesOf(5).atRate(100));
        TimeUnit.SECONDS.sleep(1);
        town.database.stop();
        long asked = System.nanoTime();
        HttpResponse<String> refused = post(one, "{\"type\":\"track\",\"userId\":\"camille-1\",\"event\":\"Asked\"}");
        Duration waited = Duration.ofNanos(System.nanoTime() - asked);
        log.info("without a database intake answers {} after {}", refused.statusCode(), waited);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(waited).as("clients give up after ten seconds").isLessThan(Duration.ofSeconds(10));
        TimeUnit.SECONDS.sleep(3);
        town.database.start();
        Shopped shopped = load.get(10, TimeUnit.MINUTES);
        log.info("over the outage: {}", shopped.answers());
        assertThat(shopped.answers()).containsKeys(200, 503);
        town.awaitDone(PATIENCE);
        assertThat(town.database.number("select count(*) from contact.activity where name = '" + Town.LETTER + "'"))
                .as("sent again and again, counted once")
                .isEqualTo(next);
        everybodyHasOneLetterOrIsInDoubt(inDoubt());
    }

    @Test
    @Order(3)
    void anOverrunNodeSaysSoKeepsItsMemoryAndItsTimersAndRecovers() throws Exception {
        driver.run(Town.does(one, Town.CART, 0, 50));
        long before = System.nanoTime();
        LoadDriver flood = town.driver();
        long memory = one.peakMemory();
        CompletableFuture<Shopped> flooded = flood.begin(new Shopping(
                one.address() + "/v1/batch",
                """
                        {"type":"track","messageId":"f-{n}","userId":"camille-{n}","timestamp":"{at}","event":"Flood"}""",
                0,
                OVERLOAD_SECONDS * 20_000,
                100,
                32,
                20_000,
                false));
        Town.await(PATIENCE)
                .until(() -> town.database.number(
                                "select count(*) from message.message where journey = 'cart' and state = 'sent'")
                        == 50);
        Duration reminded = Duration.ofNanos(System.nanoTime() - before);
        Shopped shopped = flooded.get(10, TimeUnit.MINUTES);
        log.info(
                "flood: {} in {} s, p99 {} ms; reminders after {}; memory {} MB, before {} MB",
                shopped.answers(),
                shopped.seconds(),
                shopped.p99(),
                reminded,
                one.peakMemory() >> 20,
                memory >> 20);
        assertThat(reminded).as("timers are not starved").isLessThan(Duration.ofSeconds(OVERLOAD_SECONDS + 120L));
        assertThat(shopped.answers().keySet()).contains(200, 503).isSubsetOf(0, 200, 429, 503);
        int unanswered = shopped.answers().getOrDefault(0, 0);
        assertThat(unanswered).as("clients that gave up waiting").isLessThanOrEqualTo(OVERLOAD_SECONDS * 200 / 100);
        assertThat(one.peakMemory()).isLessThan(900L << 20);
        long accepted = shopped.answers().get(200) * 100L;
        town.awaitDone(PATIENCE);
        assertThat(town.database.number("select count(*) from contact.activity where name = 'Flood'"))
                .as("all that was accepted, and nothing else")
                .isBetween(accepted, accepted + unanswered * 100L);
        assertThat(driver.run(letters(one, 100)).answers())
                .as("it takes events again")
                .containsOnlyKeys(200);
        town.awaitDone(PATIENCE);
    }

    @Test
    @Order(4)
    void aNodeThatIsAskedToGoIsGoneInTwentySecondsWithNothingInDoubt() throws Exception {
        long inDoubt = inDoubt();
        town.sink.behave("slow=20");
        CompletableFuture<Shopped> load =
                driver.begin(letters(one, 400).inBatchesOf(10).atRate(200));
        TimeUnit.SECONDS.sleep(2);
        Duration took = two.terminate();
        log.info("gone after {}", took);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        town.sink.behave("");
        load.get(10, TimeUnit.MINUTES);
        everybodyHasOneLetterOrIsInDoubt(inDoubt);
    }

    @Test
    @Order(5)
    void rolesAreSplitOverNodesThatJoinAndLeaveUnderLoad() throws Exception {
        long inDoubt = inDoubt();
        CompletableFuture<Shopped> load =
                driver.begin(letters(one, 400).inBatchesOf(5).atRate(20));
        List<Node> parts = town.start(List.of(
                town.setup("nodes-front").with("RELANCE_ROLES", "web,intake"),
                town.setup("nodes-back").with("RELANCE_ROLES", "journeys,sending")));
        load.get(20, TimeUnit.MINUTES);
        Duration took = one.terminate();
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(driver.run(letters(parts.get(0), 200)).answers()).containsOnlyKeys(200);
        assertThat(post(parts.get(1), "{}").statusCode())
                .as("it takes no events")
                .isEqualTo(404);
        everybodyHasOneLetterOrIsInDoubt(inDoubt);
    }

    private static HttpResponse<String> post(Node node, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(node.address() + "/v1/track"))
                                .header("X-Write-Key", NodeSetup.WRITE_KEY)
                                .timeout(Duration.ofSeconds(60))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
