package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.Arrival;
import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeSetup;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes are killed at random moments; what was accepted is done, and what may have gone twice is told apart. */
class KillIT {

    private static final Logger log = LoggerFactory.getLogger(KillIT.class);

    /** Twenty with the profile {@code faults}. */
    private static final int KILLS = Integer.getInteger("faults.kills", 2);

    /** So many letters, receipts and carts around each kill; of each, so many a second. */
    private static final int AROUND = 400;

    private static final int PER_SECOND = 60;
    private static final int EACH = AROUND * KILLS;
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Between the moment an event is in the node's hands and the moment it is durable. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private Town town;
    private List<NodeSetup> setups;
    private List<Node> nodes;
    private List<LoadDriver> drivers;

    @Test
    void nothingAcceptedIsLostAndTwiceIsOnlyWhatWasInDoubtAndIsSentAgain() throws Exception {
        log.info("kills at random moments, -Dfaults.seed={} -Dfaults.kills={}", SEED, KILLS);
        try (Town opened = Town.found(folder)) {
            town = opened;
            setups = List.of(town.setup("kill-1"), town.setup("kill-2"));
            nodes = new ArrayList<>(town.start(setups));
            assertThat(town.database.number("select count(*) from act_re_procdef where version_ > 1"))
                    .as("two nodes start together on an empty database: one version of each diagram")
                    .isZero();
            drivers = IntStream.range(0, 4).mapToObj(i -> town.driver()).toList();
            drivers.get(0).run(Town.people(nodes.get(0), 0, EACH));
            drivers.get(0).run(Town.does(nodes.get(0), "Product Added", 0, EACH));
            town.awaitDone(PATIENCE);
            // A server that takes its time: so much is on its way at every moment that a kill hits some of it.
            town.sink.behave("slow=3");
            for (int kill = 0; kill < KILLS; kill++) {
                killOneUnderLoad(kill * AROUND);
            }
            town.sink.behave("");
            Town.await(PATIENCE)
                    .until(() -> town.count("ingest.inbox") == 0
                            && town.database.number("select count(*) from journey.enrolment where ended_at is null")
                                    == 0);
            town.awaitDone(PATIENCE);
            everyEventCountsOnce();
            everyRunEnded();
            everyMessageIsSentOrReportedInDoubt();
            nobodyIsWrittenToWhoBoughtInTime();
        }
    }

    /** Letters, receipts and left carts; half of the carts are bought a second later; the timers of the rest come due. */
    private void killOneUnderLoad(int from) throws Exception {
        int to = from + AROUND;
        List<CompletableFuture<Shopped>> load = new ArrayList<>();
        load.add(drivers.get(0).begin(steadily(Town.LETTER, from, to)));
        load.add(drivers.get(1).begin(steadily(Town.RECEIPT, from, to)));
        load.add(drivers.get(2).begin(steadily(Town.CART, from, to)));
        TimeUnit.SECONDS.sleep(1);
        load.add(drivers.get(3).begin(steadily(Town.ORDER, from, from + AROUND / 2)));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(8_000));
        int which = random.nextInt(nodes.size());
        nodes.get(which).kill();
        nodes.set(which, town.start(setups.get(which)));
        for (CompletableFuture<Shopped> one : load) {
            log.info("{}", one.get(10, TimeUnit.MINUTES).answers());
        }
    }

    /** To either node; what it does not take goes to the other. */
    private Shopping steadily(String activity, int from, int to) {
        int first = random.nextInt(nodes.size());
        return Town.does(nodes.get(first), activity, from, to)
                .inBatchesOf(5)
                .atRate(PER_SECOND)
                .orTo(nodes.get(1 - first));
    }

    private void everyEventCountsOnce() {
        assertThat(town.database.numbers("select name, count(*) from contact.activity where name in ('%s') group by 1"
                        .formatted(String.join("', '", Town.LETTER, Town.RECEIPT, Town.CART, Town.ORDER))))
                .containsOnly(
                        Map.entry(Town.LETTER, (long) EACH),
                        Map.entry(Town.RECEIPT, (long) EACH),
                        Map.entry(Town.CART, (long) EACH),
                        Map.entry(Town.ORDER, EACH / 2L));
    }

    private void everyRunEnded() {
        assertThat(town.database.numbers("select journey, count(*) from journey.enrolment"
                        + " where ended_at is not null and outcome in ('Written', 'Reminded', 'Order Completed')"
                        + " group by 1"))
                .containsOnly(
                        Map.entry("letter", (long) EACH), Map.entry("receipt", (long) EACH), Map.entry("cart", (long)
                                EACH));
        assertThat(town.count("journey.enrolment")).isEqualTo(3L * EACH);
        assertThat(town.count("act_ru_execution")).isZero();
        assertThat(town.count("act_ru_incident") + town.count("journey.pending"))
                .isZero();
    }

    private void everyMessageIsSentOrReportedInDoubt() {
        Map<String, Long> states = town.database.numbers(
                "select journey || ' ' || state, count(*) from message.message group by 1 order by 1");
        Set<Long> inDoubt = town.inDoubt();
        Set<Long> everInDoubt = town.everInDoubt();
        Map<Long, List<Arrival>> givenUp = town.arrived("letter", "cart");
        Map<Long, List<Arrival>> sentAgain = town.arrived("receipt");
        Set<Long> twice = Town.twice(sentAgain);
        log.info("{}, {} were ever in doubt, {} receipts arrived twice", states, everInDoubt.size(), twice.size());

        assertThat(states.keySet())
                .isSubsetOf(
                        "letter sent", "letter in_doubt", "receipt sent", "cart sent", "cart in_doubt", "cart skipped");
        assertThat(states).containsEntry("receipt sent", (long) EACH);
        assertThat(states.get("letter sent") + states.getOrDefault("letter in_doubt", 0L))
                .isEqualTo(EACH);
        Map<Long, List<Arrival>> all = new HashMap<>(givenUp);
        all.putAll(sentAgain);
        everybodysMailsAreTheirs(all);
        assertThat(all.keySet()).as("what is called sent arrived").containsAll(town.messages("state = 'sent'"));

        assertThat(Town.twice(givenUp)).as("given up, never sent twice").isEmpty();
        assertThat(everInDoubt).as("twice is only what was in doubt").containsAll(twice);
        assertThat(everInDoubt).containsAll(inDoubt);
        assertThat(everInDoubt).as("only what was on its way").hasSizeLessThanOrEqualTo(KILLS * Town.ON_THE_WAY);
        assertThat(town.notReportedInDoubt(nodes.get(0), inDoubt)).isEmpty();
        assertThat(town.sentAgainUntold(nodes.get(0), twice)).isEmpty();
        if (KILLS >= 10) {
            assertThat(inDoubt).as("some kills hit a hand-over").isNotEmpty();
            assertThat(twice).as("some after the last byte").isNotEmpty();
        }
    }

    /** A purchase that was in some time before the timer was due is known by then, whoever died in between. */
    private void nobodyIsWrittenToWhoBoughtInTime() {
        String bought =
                """
                from journey.enrolment e join ingest.seen s on s.message_id = 'Order Completed-' || substr(e.key, 3)
                where e.journey = 'cart' and s.received_at < e.entered_at + interval '%s'"""
                        .formatted(Town.WAIT.minus(MARGIN));
        long inTime = town.database.number("select count(*) " + bought);
        Set<Long> written = town.messages("journey = 'cart' and state <> 'skipped'");
        log.info("{} of {} bought in time; {} of {} are reminded", inTime, EACH / 2, written.size(), EACH);
        assertThat(inTime).as("most buyers").isGreaterThan(EACH / 4);
        assertThat(town.messages("state <> 'skipped' and enrolment in (select e.id " + bought + ")"))
                .isEmpty();
        assertThat(town.messages("state = 'skipped' and reason <> 'already_bought'"))
                .isEmpty();
        assertThat(town.messages(
                        "journey = 'cart' and substr(cart_id, 3)::int %% %d >= %d".formatted(AROUND, AROUND / 2)))
                .as("whoever did not buy is reminded")
                .hasSize(EACH / 2)
                .isSubsetOf(written);
        assertThat(town.arrived("cart").keySet()).isSubsetOf(written);
    }

    /** Nobody gets what is another's. */
    private static void everybodysMailsAreTheirs(Map<Long, List<Arrival>> arrived) {
        for (List<Arrival> mails : arrived.values()) {
            for (Arrival mail : mails) {
                String number = mail.recipient().replaceAll("\\D", "");
                assertThat(mail.recipient()).isEqualTo(mails.get(0).recipient());
                assertThat(mail.body()).contains("Bonjour Camille" + number, "Subject: " + number + "\r\n");
                assertThat(mail.body().replaceAll("Camille" + number + "\\b", ""))
                        .doesNotContainPattern("Camille\\d");
            }
        }
    }
}
