package io.relance.ingest;

import jakarta.validation.constraints.AssertTrue;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where events are read from Kafka, if they are.
 *
 * @param bootstrapServers RELANCE_INTAKE_KAFKA_BOOTSTRAP_SERVERS, {@code host:port,host:port}; absent: no Kafka
 * @param topic RELANCE_INTAKE_KAFKA_TOPIC
 * @param group RELANCE_INTAKE_KAFKA_GROUP, the consumer group all nodes share
 * @param source RELANCE_INTAKE_KAFKA_SOURCE, the source its events count under
 * @param properties RELANCE_INTAKE_KAFKA_PROPERTIES_…, anything else Kafka's consumer takes
 */
@Validated
@ConfigurationProperties("relance.intake.kafka")
record KafkaSettings(
        String bootstrapServers,
        String topic,
        @DefaultValue("relance") String group,
        @DefaultValue("kafka") String source,
        @DefaultValue Map<String, String> properties) {

    @AssertTrue(message = "RELANCE_INTAKE_KAFKA_BOOTSTRAP_SERVERS is empty; it accepts host:port,host:port")
    boolean isBootstrapServersSaid() {
        return bootstrapServers == null || !bootstrapServers.isBlank();
    }

    @AssertTrue(message = "RELANCE_INTAKE_KAFKA_TOPIC is missing; it accepts the name of one topic")
    boolean isTopicSaid() {
        return bootstrapServers == null || topic != null && !topic.isBlank();
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", topic=" + topic + "]";
    }
}
