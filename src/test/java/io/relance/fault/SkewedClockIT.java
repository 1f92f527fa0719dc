package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.Arrival;
import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.Shopped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose clock is five minutes off, ahead or behind, works beside one whose clock is right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkewedClockIT {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int EACH = 300;

    @TempDir
    static Path folder;

    private Town town;
    private Node right;
    private LoadDriver driver;
    private LoadDriver other;
    private int next;

    @BeforeAll
    void aNodeStartsWhoseClockIsRight() {
        town = Town.found(folder);
        right = town.start(town.setup("skew-right"));
        driver = town.driver();
        other = town.driver();
        driver.run(Town.people(right, 0, 2 * EACH));
        town.awaitDone(PATIENCE);
    }

    @AfterAll
    void close() {
        town.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT-5M"})
    void neitherNodeTakesAnythingOutOfTheOthersHands(String skew) {
        Node wrong = town.start(town.setup(Node.classes("skew" + skew, SkewedNode.class), skew));
        int from = next;
        next += EACH;

        // Every mail takes its time, so that many are in hand while the other node looks around.
        town.sink.behave("slow=10");
        CompletableFuture<Shopped> receipts =
                driver.begin(Town.does(right, Town.RECEIPT, from, next).inBatchesOf(50));
        CompletableFuture<Shopped> letters =
                other.begin(Town.does(wrong, Town.LETTER, from, next).inBatchesOf(50));
        receipts.join();
        letters.join();
        town.awaitDone(PATIENCE);
        town.sink.behave("");
        assertThat(wrong.terminate()).isLessThan(Duration.ofSeconds(20));

        assertThat(town.database.numbers("select state, count(*) from message.message group by 1"))
                .isEqualTo(Map.of("sent", 2L * next));
        assertThat(town.everInDoubt()).isEmpty();
        Map<Long, List<Arrival>> arrived = town.arrived("letter", "receipt");
        assertThat(arrived).hasSize(2 * next);
        assertThat(Town.twice(arrived)).isEmpty();
    }
}
