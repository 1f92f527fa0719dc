package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.node.LoadDriver;
import io.relance.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is asked to go while its relay says nothing. */
class HangingRelayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PEOPLE = 300;
    private static final int THREADS = 4;

    @TempDir
    Path folder;

    @Test
    void itIsGoneInTimeAndOnlyWhatWasOnItsWayIsInDoubt() {
        try (Town town = Town.found(folder)) {
            Node node = town.start(town.setup("hanging-relay"));
            LoadDriver driver = town.driver();
            driver.run(Town.people(node, 0, PEOPLE));
            town.awaitDone(PATIENCE);
            town.sink.behave("hangInData=300000");
            driver.run(Town.does(node, Town.LETTER, 0, PEOPLE).inBatchesOf(50));
            Town.await(PATIENCE)
                    .until(() -> town.underWay() >= 1
                            && town.count("ingest.inbox") == 0
                            && town.database.number(
                                            "select count(*) from message.in_hand where cardinality(leaving) > 0")
                                    > 0);

            assertThat(node.terminate()).isLessThan(Duration.ofSeconds(20));

            assertThat(town.count("message.in_hand")).isZero();
            Map<String, Long> waiting = town.database.numbers("select state, count(*) from message.outbox group by 1");
            assertThat(waiting.get("in_doubt")).isBetween(1L, (long) THREADS);
            assertThat(waiting.get("queued")).isEqualTo(PEOPLE - waiting.get("in_doubt"));
        }
    }
}
