package io.relance.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.relance.contact.Fact;
import io.relance.ingest.inbox.Inbox;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Events out of a topic of a real broker, through the same door and into the same inbox as those over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
// Left running, its consumer would look for the broker that is gone until the tests end.
@DirtiesContext
class KafkaIntakeTests extends IngestTest {

    private static final String TOPIC = "shop-events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);

    @Autowired
    KafkaMessageDrivenChannelAdapter<?, ?> adapter;

    @Autowired
    DataSource database;

    @Autowired
    MeterRegistry registry;

    @Autowired
    Inbox inbox;

    private KafkaProducer<byte[], byte[]> shop;

    @DynamicPropertySource
    static void kafka(DynamicPropertyRegistry settings) {
        broker.afterPropertiesSet();
        settings.add("relance.intake.kafka.bootstrap-servers", broker::getBrokersAsString);
        settings.add("relance.intake.kafka.topic", () -> TOPIC);
        settings.add("relance.inbox.depth", () -> "100");
        settings.add("relance.intake.kafka.properties.metadata.max.age.ms", () -> "1000");
    }

    @AfterAll
    static void stop() {
        broker.destroy();
    }

    @BeforeEach
    void open() {
        shop = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRecordHoldsABatchOrOneEvent() {
        send(viewed("one", "k-1"));
        send("{\"batch\":[" + viewed("two", "k-2") + "," + viewed("three", "k-3") + "]}");

        await().untilAsserted(() -> assertThat(count("inbox")).isEqualTo(3));
        drain();
        assertThat(acted()).extracting(Fact.Acted::source).containsOnly("kafka");
        assertThat(acted()).extracting(fact -> fact.who().userId()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(registry.get("relance.intake.accepted")
                        .tag("source", "kafka")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(3);
        assertThat(registry.find("kafka.consumer.fetch.manager.records.lag.max").gauges())
                .isNotEmpty();
    }

    @Test
    void aMessageCountsOnceHoweverOftenItsRecordComes() throws Exception {
        send(viewed("camille", "twice"));
        send(viewed("camille", "twice"));
        send(viewed("maxime", null));
        send("{\"batch\":[" + viewed("lou", null) + "," + viewed("lou", null) + "]}");
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
        assertThat(count("inbox")).isEqualTo(4);

        // What a node that dies between storing and committing leaves behind: the records come again.
        adapter.stop();
        await().untilAsserted(() -> rewind(4));
        adapter.start();

        await().untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
        assertThat(count("inbox")).isEqualTo(4);
    }

    @Test
    void aPoisonRecordIsSetAsideWithItsReasonAndHoldsNobodyUp() {
        send(viewed("before", "p-1"));
        send("this is no JSON");
        send((byte[]) null);
        send("{\"type\":\"track\",\"event\":\"Nobody did this\"}");
        send("[".repeat(100_000));
        send(viewed("after", "p-2"));

        await().untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
        assertThat(count("inbox")).isEqualTo(2);
        assertThat(rejected().findValuesAsText("reason"))
                .hasSize(4)
                .anyMatch(reason -> reason.startsWith("unreadable: record shop-events-0-"))
                .anyMatch(reason -> reason.startsWith("nobody: "));
        assertThat(rejected().findValuesAsText("body")).contains("this is no JSON");
    }

    @Test
    void anEventIsNotYoungerForHavingWaitedInTheQueue() {
        Instant longAgo = NOW.minus(Duration.ofDays(3));
        shop.send(new ProducerRecord<>(
                TOPIC, 0, longAgo.toEpochMilli(), null, viewed("late", "w-1").getBytes(UTF_8)));
        shop.send(new ProducerRecord<>(
                TOPIC,
                0,
                longAgo.toEpochMilli(),
                null,
                viewed("later", "w-2")
                        .replace(
                                "}",
                                ",\"timestamp\":\"" + longAgo.minusSeconds(60) + "\",\"sentAt\":\"" + longAgo + "\"}")
                        .getBytes(UTF_8)));

        await().untilAsserted(() -> assertThat(count("inbox")).isEqualTo(2));
        drain();
        assertThat(acted()).allMatch(fact -> !fact.live());
        assertThat(acted()).extracting(Fact.Acted::at).containsExactly(longAgo, longAgo.minusSeconds(60));
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsCommittedAndThenNothingIsLost(CapturedOutput output) throws Exception {
        long before = end();
        String url = url();
        admin(url, "alter database " + name(url) + " allow_connections false");
        admin(url, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(url) + "'");
        try {
            send(viewed("patient", "d-1"));
            await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains("cannot be made durable now"));
            assertThat(committed()).isLessThanOrEqualTo(before);
        } finally {
            admin(url, "alter database " + name(url) + " allow_connections true");
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
        assertThat(count("inbox")).isEqualTo(1);
    }

    @Test
    void whileTheInboxIsFullTheRestStaysInKafka(CapturedOutput output) {
        long before = end();
        db.sql("insert into ingest.inbox (lane, source, received_at, kind, user_id, at, live, payload)"
                        + " select 0, 'full', '2026-03-02', 'track', 'u', '2026-03-02', true, '{}'"
                        + " from generate_series(1, 5000)")
                .update();
        await().atMost(Duration.ofSeconds(30)).until(inbox::isFull);
        send(viewed("patient", "f-1"));
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("the rest stays in Kafka"));
        assertThat(committed()).isLessThanOrEqualTo(before);

        db.sql("truncate ingest.inbox").update();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
        assertThat(count("inbox")).isEqualTo(1);
    }

    private static String viewed(String who, String messageId) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"" + who + "\""
                + (messageId == null ? "" : ",\"messageId\":\"" + messageId + "\"") + "}";
    }

    private void send(String json) {
        send(json.getBytes(UTF_8));
    }

    private void send(byte[] value) {
        shop.send(new ProducerRecord<>(TOPIC, value));
        shop.flush();
    }

    private static long committed() {
        return broker.doWithAdminFunction(admin -> offset(admin));
    }

    private static long offset(AdminClient admin) {
        try {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets("relance")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(PARTITION);
            return committed == null ? 0 : committed.offset();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One past the last record. */
    private static long end() {
        return broker.doWithAdminFunction(admin -> {
            try {
                return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                        .partitionResult(PARTITION)
                        .get()
                        .offset();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void rewind(int records) {
        long to = end() - records;
        broker.doWithAdmin(admin -> {
            try {
                admin.alterConsumerGroupOffsets("relance", Map.of(PARTITION, new OffsetAndMetadata(to)))
                        .all()
                        .get();
            } catch (Exception e) {
                throw new AssertionError("the group still has a member", e);
            }
        });
    }

    private String url() throws SQLException {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static String name(String url) {
        return url.replaceFirst(".*/([^?]+).*", "$1");
    }

    private static void admin(String url, String sql) throws SQLException {
        String maintenance = url.replaceFirst("/[^/?]+(\\?|$)", "/postgres$1");
        try (var connection = DriverManager.getConnection(maintenance, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
