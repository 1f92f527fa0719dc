package io.relance.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.relance.contact.Fact;
import io.relance.ingest.IngestTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InboxTests extends IngestTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void takesAMessageOnceHoweverOftenItArrives() {
        double accepted = counted("relance.intake.accepted");
        double duplicates = counted("relance.intake.duplicate");
        String twice = batch("m-1", "m-2", "m-1");
        post("/v1/batch", twice);
        post("/v1/batch", twice);
        post("/v1/track", event("m-1"));
        post("/v1/batch", batch("m-2", "m-3"));
        drain();
        post("/v1/track", event("m-3"));
        drain();
        assertThat(facts).hasSize(3);
        assertThat(counted("relance.intake.accepted") - accepted).isEqualTo(3);
        assertThat(counted("relance.intake.duplicate") - duplicates).isEqualTo(7);
    }

    @Test
    void keepsTheMessagesOfTwoSourcesApart() {
        post("/v1/track", event("m-1"));
        post("/v1/track", event("m-1"), "X-Write-Key", "other-key");
        assertThat(count("inbox")).isEqualTo(2);
    }

    @Test
    void tellsLongMessageIdsApart() {
        String longId = "m".repeat(300);
        post("/v1/batch", batch(longId + "1", longId + "2", longId + "1"));
        assertThat(count("inbox")).isEqualTo(2);
        assertThat(db.sql("select max(length(message_id)) from ingest.seen")
                        .query(Integer.class)
                        .single())
                .isLessThan(255);
    }

    @Test
    void takesEveryEventWithoutAMessageId() {
        String event = "{\"event\":\"Product Viewed\",\"userId\":\"u-1\"}";
        post("/v1/track", event);
        post("/v1/track", event);
        assertThat(count("inbox")).isEqualTo(2);
    }

    @Test
    void forgetsAMessageAfterTheWindow() {
        post("/v1/track", event("m-1"));
        clock.advance(Duration.ofDays(90));
        post("/v1/track", event("m-1"));
        assertThat(count("inbox")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        post("/v1/track", event("m-1"));
        post("/v1/track", event("m-1"));
        assertThat(count("inbox")).isEqualTo(2);
    }

    @Test
    void remembersAndKeepsForAsLongAsItIsSet() {
        var retirement = work("retirement");
        retirement.runDue(clock.instant());
        post("/v1/batch", batch("m-1").replace("]}", ",7]}"));
        clock.advance(Duration.ofDays(60));
        post("/v1/track", event("m-2"));
        clock.advance(Duration.ofDays(31));
        retirement.runDue(clock.instant());
        assertThat(db.sql("select message_id from ingest.seen")
                        .query(String.class)
                        .list())
                .containsExactly("m-2");
        assertThat(count("rejected")).isZero();
    }

    @Test
    void takesAMessageOnceWhenManyRequestsBringItAtTheSameTime() throws InterruptedException {
        String forward = batch(ids(0, 100));
        String backward = batch(ids(100, 0));
        var start = new CountDownLatch(1);
        var senders = Executors.newFixedThreadPool(8);
        var answers = IntStream.range(0, 16)
                .mapToObj(i -> senders.submit(() -> {
                    start.await();
                    return post("/v1/batch", i % 2 == 0 ? forward : backward).statusCode();
                }))
                .toList();
        start.countDown();
        senders.shutdown();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
        drain();
        assertThat(acted()).hasSize(100);
        assertThat(acted()).extracting(Fact.Acted::name).doesNotHaveDuplicates();
    }

    @Test
    void recordsWhatIsOlderThanTwoDaysAsNotLive() {
        post("/v1/batch", "{\"batch\":[" + at("2026-02-28T09:00:00Z") + "," + at("2026-02-28T08:59:59Z") + "]}");
        drain();
        assertThat(acted()).extracting(Fact.Acted::live).containsExactly(true, false);
    }

    private static String at(String timestamp) {
        return "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"x\",\"timestamp\":\"" + timestamp + "\"}";
    }

    private double counted(String counter) {
        return meters.find(counter).tag("source", "test").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String[] ids(int from, int to) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "m-" + (from < to ? i : 99 - i))
                .toArray(String[]::new);
    }

    private static String batch(String... ids) {
        return List.of(ids).stream()
                .map(InboxTests::event)
                .map(event -> event.replaceFirst("\\{", "{\"type\":\"track\","))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }

    private static String event(String id) {
        String name = id.length() > 200 ? "Long" : "Event " + id;
        return "{\"messageId\":\"" + id + "\",\"event\":\"" + name + "\",\"userId\":\"u-1\"}";
    }
}
