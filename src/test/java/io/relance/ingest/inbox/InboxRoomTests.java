package io.relance.ingest.inbox;

import static io.relance.ingest.inbox.Events.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.ingest.IngestTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The inbox does not grow without bound: clients are told to come back. */
class InboxRoomTests extends IngestTest {

    @Autowired
    DataSource database;

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
        try (InboxRoom unknown = new InboxRoom(JdbcClient.create(nowhere), settings)) {
            assertThat(unknown.isFull()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsSlowToSayKeepsNobodyWaiting() {
        CountDownLatch asked = new CountDownLatch(2);
        Semaphore answered = new Semaphore(0);
        DataSource slow = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                asked.countDown();
                if (asked.getCount() == 0) {
                    answered.acquireUninterruptibly();
                }
                return super.getConnection();
            }
        };
        try (InboxRoom slowly = new InboxRoom(JdbcClient.create(slow), settings)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !slowly.isFull() && asked.getCount() == 0);
            assertThat(slowly.isFull()).as("as far as is known").isFalse();
            db.sql("insert into ingest.inbox (id, lane, source, received_at, kind, user_id, at, live, payload)"
                            + " overriding system value select n, 0, 'full', '2026-03-02', 'track', 'u', '2026-03-02', true,"
                            + " '{}' from unnest(array[1, 1000000000000]) n")
                    .update();
            answered.release(1_000);
            await().atMost(Duration.ofSeconds(20)).until(slowly::isFull);
        } finally {
            answered.release(1_000);
        }
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
