package io.relance.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes that benchmarks and tests of faults are made of do what they are told. */
class ProcessesTests {

    private static final String EVENT =
            """
            {"type":"identify","messageId":"m-{n}","userId":"camille-{n}","timestamp":"{at}",
             "traits":{"firstName":"Camille","email":"camille-{n}@example.org"}}""";

    @Test
    void aNodeTakesEventsFromAShopAndOutlivesItsDatabase(@TempDir Path folder) {
        try (NodeDatabase database = NodeDatabase.create(folder.resolve("pg"), Map.of("fsync", "off"));
                SinkProcess sink = SinkProcess.start(folder.resolve("mails"), false);
                LoadDriver shop = LoadDriver.start();
                Node node = Node.classes("processes-test")
                        .database(database)
                        .smtp(sink.port())
                        .start()) {
            var shopping = Shopping.batches(node.address() + "/v1/batch", EVENT, 0, 250);

            Shopped shopped = shop.run(shopping);

            assertThat(shopped.answers()).isEqualTo(Map.of(200, 3));
            assertThat(shopped.p99()).isPositive();
            await().untilAsserted(() -> assertThat(contacts(database)).isEqualTo(250));

            node.freeze();
            database.stop();
            database.start();
            node.thaw();
            await().atMost(Duration.ofMinutes(1)).until(node::healthy);

            assertThat(contacts(database)).isEqualTo(250);
            assertThat(node.cpu()).isPositive();
            assertThat(node.peakMemory()).isPositive();
            assertThat(database.cpu()).isPositive();
            assertThat(database.memory()).isPositive();
            assertThat(node.terminate()).isLessThan(Duration.ofMinutes(1));
        }
    }

    private static long contacts(NodeDatabase database) {
        return database.number("select count(*) from contact.contact where email is not null");
    }
}
