package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.Arrival;
import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeSetup;
import io.relance.node.Shopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose clock is five minutes ahead works beside one whose clock is right. */
class SkewedClockIT {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int EACH = 400;

    @TempDir
    Path folder;

    @Test
    void theNodeInTheFutureTakesNothingOutOfTheOthersHands() {
        try (Town town = Town.found(folder)) {
            NodeSetup ahead = town.setup(Node.classes("skew-ahead", SkewedNode.class), "PT5M");
            List<Node> nodes = town.start(List.of(town.setup("skew-right"), ahead));
            LoadDriver driver = town.driver();
            LoadDriver other = town.driver();
            driver.run(Town.people(nodes.get(0), 0, EACH));
            town.awaitDone(PATIENCE);

            // Every mail takes its time, so that many are in hand while the other node looks around.
            town.sink.behave("slow=10");
            CompletableFuture<Shopped> receipts =
                    driver.begin(Town.does(nodes.get(0), Town.RECEIPT, 0, EACH).inBatchesOf(50));
            CompletableFuture<Shopped> letters =
                    other.begin(Town.does(nodes.get(1), Town.LETTER, 0, EACH).inBatchesOf(50));
            receipts.join();
            letters.join();
            town.awaitDone(PATIENCE);

            Map<String, Long> mails = town.sink.arrivals(0).stream()
                    .collect(Collectors.groupingBy(Arrival::messageId, Collectors.counting()));
            assertThat(town.database.numbers("select state, count(*) from message.message group by 1"))
                    .isEqualTo(Map.of("sent", 2L * EACH));
            assertThat(mails).hasSize(2 * EACH);
            assertThat(mails.values()).containsOnly(1L);
        }
    }
}
