package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where no broker is named, nothing of Kafka is there; a broker is named whole. */
class WithoutKafkaTests extends IngestTest {

    @Autowired
    ApplicationContext product;

    @EnableConfigurationProperties(KafkaSettings.class)
    static class Settings {}

    @Test
    void withoutABrokerNothingOfKafkaStarts() {
        assertThat(product.getBeanDefinitionNames())
                .filteredOn(name -> name.toLowerCase(Locale.ROOT).contains("kafka"))
                // What reads the settings, and what would read a record.
                .containsExactlyInAnyOrder(
                        "relance.intake.kafka-io.relance.ingest.KafkaSettings", KafkaRecords.class.getName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            localhost:9092 |     | RELANCE_INTAKE_KAFKA_TOPIC is missing; it accepts the name of one topic
            ''             | any | RELANCE_INTAKE_KAFKA_BOOTSTRAP_SERVERS is empty; it accepts host:port,host:port
            """)
    void halfABrokerIsRefused(String servers, String topic, String words) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("relance.intake.kafka.bootstrap-servers=" + servers)
                .withPropertyValues(topic == null ? "x=y" : "relance.intake.kafka.topic=" + topic)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(words));
    }

    @Test
    void whatElseTheConsumerTakesComesFromTheEnvironment() {
        var environment = Map.<String, Object>of(
                "RELANCE_INTAKE_KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
                "RELANCE_INTAKE_KAFKA_TOPIC", "shop-events",
                "RELANCE_INTAKE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL");
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
                .run(context -> {
                    KafkaSettings settings = context.getBean(KafkaSettings.class);
                    assertThat(settings.bootstrapServers()).isEqualTo("broker:9093");
                    assertThat(settings.properties()).containsEntry("security.protocol", "SASL_SSL");
                    assertThat(settings.source()).isEqualTo("kafka");
                });
    }
}
