package io.relance.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.relance.ingest.inbox.Inbox;
import io.relance.ingest.inbox.Received;
import io.relance.shared.NodeRoles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.kafka.dsl.Kafka;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter.ListenerMode;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * From a topic of Kafka to the inbox, where the settings name one. What was fetched is committed to Kafka once it is
 * durable here, never before; while it cannot be made durable the consumer pauses and tries again.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relance.intake.kafka.bootstrap-servers")
class KafkaIntake {

    private static final Logger log = LoggerFactory.getLogger(KafkaIntake.class);

    /** So many events are stored in one transaction; a record is never cut. */
    private static final int TOGETHER = 1000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A stopping node has 20 seconds in all. */
    private static final Duration FINISHING = Duration.ofSeconds(4);

    @Bean
    IntegrationFlow kafkaToInbox(
            KafkaSettings settings, KafkaRecords records, Inbox inbox, NodeRoles roles, MeterRegistry registry) {
        var raw = new BatchMessagingMessageConverter();
        raw.setRawRecordHeader(true);
        return IntegrationFlow.from(Kafka.messageDrivenChannelAdapter(container(settings, registry), ListenerMode.batch)
                        .batchMessageConverter(raw)
                        .id("kafkaIntake")
                        .autoStartup(roles.does(NodeRoles.Role.INTAKE)))
                .handle(message -> store(settings.source(), fetched(message), records, inbox))
                .get();
    }

    private static KafkaMessageListenerContainer<byte[], byte[]> container(
            KafkaSettings settings, MeterRegistry registry) {
        var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(consumer(settings));
        consumers.addListener(new MicrometerConsumerListener<>(registry));
        var properties = new ContainerProperties(settings.topic());
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        properties.setShutdownTimeout(FINISHING.toMillis());
        var container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setCommonErrorHandler(untilItGoesThrough());
        return container;
    }

    private static Map<String, Object> consumer(KafkaSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.putAll(settings.properties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return config;
    }

    /** No failure is taken for final, as then the batch would be skipped; a bad record is set aside before. */
    private static DefaultErrorHandler untilItGoesThrough() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @SuppressWarnings("unchecked")
    private static List<ConsumerRecord<byte[], byte[]>> fetched(Message<?> message) {
        return (List<ConsumerRecord<byte[], byte[]>>) message.getHeaders().get(KafkaHeaders.RAW_DATA);
    }

    private static void store(
            String source, List<ConsumerRecord<byte[], byte[]>> fetched, KafkaRecords records, Inbox inbox) {
        var together = new ArrayList<Received>();
        try {
            for (var record : fetched) {
                together.addAll(records.read(record));
                if (together.size() >= TOGETHER) {
                    store(source, together, inbox);
                    together.clear();
                }
            }
            store(source, together, inbox);
        } catch (RuntimeException e) {
            log.warn("{} records of {} cannot be made durable now: {}", fetched.size(), source, e.getMessage());
            throw e;
        }
    }

    private static void store(String source, List<Received> together, Inbox inbox) {
        if (inbox.isFull()) {
            throw new IllegalStateException("so much waits in the inbox that the rest stays in Kafka for now");
        }
        inbox.store(source, List.copyOf(together));
    }
}
