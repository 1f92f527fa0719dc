package io.relance.ingest.inbox;

import static io.relance.ingest.inbox.Events.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.ingest.IngestTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The inbox does not grow without bound: clients are told to come back. */
class InboxRoomTests extends IngestTest {

    @Autowired
    Inbox inbox;

    @Autowired
    InboxSettings settings;

    @Autowired
    @Qualifier("inboxRoom")
    InboxRoom room;

    @Test
    void knowsRoughlyHowManyWait() {
        assertThat(room.waiting()).isZero();
        inbox.store(
                "test",
                IntStream.range(0, 3_000)
                        .<Received>mapToObj(i -> track("u-" + i % 500, null, "x"))
                        .toList());
        assertThat(room.waiting()).isBetween(2_400L, 3_600L);
        db.sql("delete from ingest.inbox where lane <> 3").update();
        assertThat(room.waiting()).as("one lane that stands still").isLessThan(300);
    }

    @Test
    void aDatabaseThatDoesNotAnswerHasNoRoom() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere");
        assertThat(new InboxRoom(JdbcClient.create(nowhere), settings).isFull()).isTrue();
    }

    @Test
    void tellsClientsToComeBackWhileItIsFull() {
        String event = "{\"event\":\"x\",\"userId\":\"u-1\"}";
        assertTaken(post("/v1/track", event));
        db.sql("insert into ingest.inbox overriding system value select 1000000000000, lane, source, received_at, kind,"
                        + " user_id, anonymous_id, at, live, payload from ingest.inbox")
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("/v1/track", event).statusCode() == 503);
        var refused = post("/v1/batch", "{\"batch\":[" + event + "]}");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(5);
        assertProblem(refused, "sent again");
        db.sql("truncate ingest.inbox").update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("/v1/track", event).statusCode() == 200);
        assertThat(List.of(count("rejected"))).containsExactly(0L);
    }
}
