package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.relance.contact.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Segment's own Java client, as shops use it. */
class SegmentClientTests extends IngestTest {

    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Test
    void arrivesAtItsDefaultPath() {
        sendsEverything(Analytics.builder("test-key").endpoint("http://localhost:" + port));
    }

    @Test
    void arrivesAtBatch() {
        sendsEverything(Analytics.builder("test-key").setUploadURL("http://localhost:" + port + "/v1/batch"));
    }

    @Test
    void isToldThatItsKeyIsWrong() {
        Analytics client = client(Analytics.builder("wrong").endpoint("http://localhost:" + port));
        client.enqueue(TrackMessage.builder("Product Viewed").userId("u-1"));
        client.flush();
        await().atMost(Duration.ofSeconds(20)).until(() -> failed.get() == 1);
        client.shutdown();
        assertThat(count("inbox")).isZero();
    }

    private void sendsEverything(Analytics.Builder builder) {
        Analytics client = client(builder);
        client.enqueue(IdentifyMessage.builder()
                .userId("u-1")
                .anonymousId("a-1")
                .traits(Map.of("email", "camille@example.org", "firstName", "Camille")));
        client.enqueue(TrackMessage.builder("Order Completed")
                .userId("u-1")
                .properties(Map.of("order_id", "o-1", "total", 49.9, "products", List.of(Map.of("unknown", "stays")))));
        client.enqueue(PageMessage.builder("Home").userId("u-1").properties(Map.of("path", "/")));
        client.enqueue(ScreenMessage.builder("Start").userId("u-1"));
        client.enqueue(GroupMessage.builder("g-1").userId("u-1").traits(Map.of("plan", "pro")));
        client.enqueue(AliasMessage.builder("a-2").userId("u-1"));
        client.flush();
        await().atMost(Duration.ofSeconds(20)).until(() -> succeeded.get() == 6);
        client.shutdown();
        drain();
        assertThat(failed).hasValue(0);
        assertThat(facts).hasSize(6);
        assertThat(acted())
                .extracting(Fact.Acted::name)
                .containsExactly("Order Completed", "Page Viewed", "Screen Viewed", "Group Joined");
        assertThat(acted().get(0).properties())
                .containsEntry("order_id", "o-1")
                .containsEntry("products", List.of(Map.of("unknown", "stays")));
        assertThat(facts.get(0)).isInstanceOfSatisfying(Fact.Identified.class, fact -> {
            assertThat(fact.who()).isEqualTo(new Fact.Who("u-1", "a-1"));
            assertThat(fact.traits()).containsEntry("email", "camille@example.org");
        });
        assertThat(facts.get(5)).isInstanceOfSatisfying(Fact.Aliased.class, fact -> assertThat(fact.previousId())
                .isEqualTo("a-2"));
        assertThat(acted())
                .as("the client's clock is months away, but it says when it sent")
                .allSatisfy(fact -> assertThat(fact.at()).isBetween(NOW.minusSeconds(30), NOW.plusSeconds(1)));
    }

    private Analytics client(Analytics.Builder builder) {
        return builder.callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        succeeded.incrementAndGet();
                    }

                    @Override
                    public void failure(Message message, Throwable throwable) {
                        failed.incrementAndGet();
                    }
                })
                .build();
    }
}
