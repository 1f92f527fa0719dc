package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.node.Node;
import io.relance.node.NodeDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose pages read from a copy of the database, which follows late, and goes away. */
class ReplicaIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than a node keeps which journeys are on, so that it reads it anew. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(7);

    @TempDir
    Path folder;

    @Test
    void whatOnlyReadsIsReadFromTheReplicaWhileItAnswers() {
        try (Town town = Town.found(folder);
                NodeDatabase replica = town.database.standby(folder.resolve("replica"))) {
            Node node = town.start(town.setup("replica").with("RELANCE_REPLICA_URL", replica.url()));
            Outside outside = new Outside(node.port());
            town.driver().run(Town.people(node, 0, 2));
            town.awaitDone(PATIENCE);
            Town.await(PATIENCE).until(() -> read(outside, "camille-0").statusCode() == 200);
            for (String path : new String[] {
                "/api/contacts/camille-0/decisions",
                "/api/journeys",
                "/api/intake/rejected",
                "/api/pressure",
                "/api/templates"
            }) {
                assertThat(outside.as("admin", "GET", path, null).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(replica.number("select count(*) from pg_stat_activity where application_name <> ''"
                            + " and backend_type = 'client backend' and pid <> pg_backend_pid()"))
                    .as("connections of the node's")
                    .isPositive();

            replica.execute("select pg_wal_replay_pause()");
            assertThat(change(outside, 1)).isEqualTo(200);
            assertThat(caps(outside)).as("read from the copy, which is behind").isZero();
            assertThat(outside.as("admin", "PUT", "/api/journeys/letter", Map.of("on", false, "running", "finish"))
                            .statusCode())
                    .isEqualTo(200);
            Town.await(PATIENCE)
                    .alias("whom a node starts it does not learn from the copy")
                    .during(KNOWN_FOR)
                    .until(() -> !isOn(outside, "letter"));
            replica.execute("select pg_wal_replay_resume()");
            Town.await(PATIENCE).until(() -> caps(outside) == 1);

            replica.stop();
            assertThat(change(outside, 2)).isEqualTo(200);
            assertThat(caps(outside)).as("read from the primary instead").isEqualTo(2);
            assertThat(outside.as("nobody", "GET", "/api/journeys", null).statusCode())
                    .isEqualTo(401);
            assertThat(new Outside(node.port())
                            .as("admin", "GET", "/actuator/health", null)
                            .statusCode())
                    .isEqualTo(200);

            replica.start();
            Town.await(PATIENCE).until(() -> replica.number("select count(*) from pressure.setting") == 3);
            replica.execute("select pg_wal_replay_pause()");
            assertThat(change(outside, 3)).isEqualTo(200);
            Town.await(PATIENCE).until(() -> caps(outside) == 2);
        }
    }

    private static HttpResponse<String> read(Outside outside, String userId) {
        return outside.as("admin", "GET", "/api/contacts/" + userId, null);
    }

    private static boolean isOn(Outside outside, String journey) {
        for (JsonNode each :
                Outside.read(outside.as("admin", "GET", "/api/journeys", null).body())) {
            if (each.path("journey").asText().equals(journey)) {
                return each.path("on").asBoolean();
            }
        }
        throw new AssertionError("no journey " + journey);
    }

    private static int change(Outside outside, int caps) {
        Map<String, Object> cap = Map.of("channel", "sms", "count", 1, "per", "P1D");
        return outside.as("admin", "PUT", "/api/pressure", Map.of("caps", Collections.nCopies(caps, cap)))
                .statusCode();
    }

    private static int caps(Outside outside) {
        return Outside.read(outside.as("admin", "GET", "/api/pressure", null).body())
                .path("caps")
                .size();
    }
}
