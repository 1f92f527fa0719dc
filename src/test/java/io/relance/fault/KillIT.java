package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.Arrival;
import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeSetup;
import io.relance.node.Shopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes are killed at random moments; what was accepted is done, and what may have gone twice is told apart. */
class KillIT {

    private static final Logger log = LoggerFactory.getLogger(KillIT.class);

    /** Twenty with the profile {@code faults}. */
    private static final int KILLS = Integer.getInteger("faults.kills", 2);

    private static final int EACH = 400 + 400 * KILLS;
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void nothingAcceptedIsLostAndTwiceIsOnlyWhatWasInDoubtAndIsSentAgain() throws Exception {
        log.info("kills at random moments, -Dfaults.seed={} -Dfaults.kills={}", SEED, KILLS);
        try (Town town = Town.found(folder)) {
            List<NodeSetup> setups = List.of(town.setup("kill-1"), town.setup("kill-2"));
            List<Node> nodes = new ArrayList<>(town.start(setups));
            LoadDriver first = town.driver();
            LoadDriver second = town.driver();
            first.run(Town.people(nodes.get(0), 0, EACH));
            town.awaitDone(Duration.ofMinutes(10));

            int perSecond = 150;
            CompletableFuture<Shopped> letters = first.begin(Town.does(nodes.get(0), Town.LETTER, 0, EACH)
                    .inBatchesOf(10)
                    .atRate(perSecond));
            CompletableFuture<Shopped> receipts = second.begin(Town.does(nodes.get(1), Town.RECEIPT, 0, EACH)
                    .inBatchesOf(10)
                    .atRate(perSecond));
            for (int kill = 0; kill < KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
                int which = random.nextInt(nodes.size());
                nodes.get(which).kill();
                nodes.set(which, town.start(setups.get(which)));
            }
            Shopped lettersSent = letters.get(20, TimeUnit.MINUTES);
            Shopped receiptsSent = receipts.get(20, TimeUnit.MINUTES);
            log.info("letters {}, receipts {}", lettersSent.answers(), receiptsSent.answers());
            town.awaitDone(Duration.ofMinutes(10));
            judge(town);
        }
    }

    private void judge(Town town) {
        for (String activity : List.of(Town.LETTER, Town.RECEIPT)) {
            assertThat(town.database.number("select count(*) from contact.activity where name = '" + activity + "'"))
                    .as("every event counts once")
                    .isEqualTo(EACH);
        }
        assertThat(town.count("message.message")).isEqualTo(2L * EACH);
        assertThat(town.database.number("select count(*) from act_ru_incident")).isZero();

        Map<String, Long> states = town.database.numbers(
                "select journey || ' ' || state, count(*) from message.message group by 1 order by 1");
        Map<String, List<Arrival>> arrived =
                town.sink.arrivals(0).stream().collect(Collectors.groupingBy(Arrival::messageId));
        long twice = arrived.values().stream().filter(mails -> mails.size() > 1).count();
        log.info("{}, {} arrived twice", states, twice);

        assertThat(states.keySet()).isSubsetOf("letter sent", "letter in_doubt", "receipt sent");
        assertThat(states.get("receipt sent"))
                .as("sent again until they are known to be there")
                .isEqualTo(EACH);
        arrived.values().forEach(KillIT::isOnePersons);
        long letters = arrived.values().stream()
                .filter(mails -> isLetter(mails.get(0)))
                .count();
        long inDoubt = states.getOrDefault("letter in_doubt", 0L);
        assertThat(letters).as("a letter that did not arrive is in doubt").isBetween(EACH - inDoubt, (long) EACH);
        assertThat(arrived.values().stream()
                        .filter(mails -> isLetter(mails.get(0)))
                        .filter(mails -> mails.size() > 1))
                .as("given up, never sent twice")
                .isEmpty();
        assertThat(arrived.values().stream().filter(mails -> !isLetter(mails.get(0))))
                .hasSize(EACH);
        assertThat(inDoubt + twice).as("no more than was in hand").isLessThanOrEqualTo(KILLS * 4L * 100);
    }

    private static boolean isLetter(Arrival mail) {
        return mail.body().contains("letter:letter:marketing:relance");
    }

    /** Nobody gets what is another's. */
    private static void isOnePersons(List<Arrival> mails) {
        for (Arrival mail : mails) {
            String number = mail.recipient().replaceAll("\\D", "");
            assertThat(mail.recipient()).isEqualTo(mails.get(0).recipient());
            assertThat(mail.body()).contains("Bonjour Camille" + number, "Subject: " + number + "\r\n");
            assertThat(mail.body().replace("Camille" + number, "")).doesNotContain("Camille1", "Camille2", "Camille3");
        }
    }
}
