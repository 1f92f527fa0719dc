package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that Camunda Modeler offers speak the diagram vocabulary, no more and no less. */
class ElementTemplateTests {

    private static final Path FOLDER = Path.of(".camunda", "element-templates");

    private static final Set<String> STEPS = Set.of(
            "${sendEmail}", "${sendSms}", "${recordActivity}", "${updateContact}", "${issueCoupon}", "${grantPoints}");

    /** Extension properties with a fixed name; {@code trait.*} and {@code property.*} are typed by hand. */
    private static final Set<String> WORDS = Set.of(
            "template",
            "messageClass",
            "whenHeld",
            "onFailure",
            "whenLate",
            "lateAfter",
            "activity",
            "offer",
            "points",
            "reason",
            "channel",
            "onlyIf",
            "keyedBy",
            "reentry",
            "journeyClass",
            "intent",
            "topic",
            "match");

    /** What templates may set on the element itself. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "camunda:delegateExpression",
            "camunda:decisionRef",
            "camunda:decisionRefBinding",
            "camunda:mapDecisionResult",
            "camunda:resultVariable",
            "camunda:formRef",
            "camunda:formRefBinding",
            "camunda:candidateGroups",
            "camunda:dueDate");

    @ParameterizedTest
    @MethodSource("files")
    void isNamedAndExplained(Path file) throws IOException {
        JsonNode template = read(file);
        assertThat(template.path("id").asText() + ".json").isEqualTo("io.relance." + file.getFileName());
        assertThat(template.path("name").asText()).isNotBlank();
        assertThat(template.path("description").asText()).endsWith(".");
        assertThat(template.path("appliesTo")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesOnlyWordsOfTheVocabulary(Path file) throws IOException {
        for (JsonNode property : read(file).path("properties")) {
            JsonNode binding = property.path("binding");
            Set<String> known = "camunda:property".equals(binding.path("type").asText()) ? WORDS : ATTRIBUTES;
            assertThat(binding.path("name").asText()).isIn(known);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void explainsEveryFieldItShows(Path file) throws IOException {
        for (JsonNode property : read(file).path("properties")) {
            if (!"Hidden".equals(property.path("type").asText())) {
                assertThat(property.path("label").asText()).isNotBlank();
                assertThat(property.path("description").asText()).isNotBlank();
            }
        }
    }

    @Test
    void everyStepHasExactlyOneTemplate() throws IOException {
        assertThat(values("camunda:delegateExpression")).containsExactlyInAnyOrderElementsOf(STEPS);
    }

    @Test
    void everyWordIsOffered() throws IOException {
        assertThat(properties()
                        .map(property -> property.path("binding").path("name").asText()))
                .containsAll(WORDS);
    }

    @Test
    void tasksReferToTheNewestTableAndForm() throws IOException {
        assertThat(values("camunda:decisionRefBinding")).containsExactly("latest");
        assertThat(values("camunda:formRefBinding")).containsExactly("latest");
        assertThat(values("camunda:mapDecisionResult")).containsExactly("singleEntry");
    }

    private static List<String> values(String attribute) throws IOException {
        return properties()
                .filter(property ->
                        attribute.equals(property.path("binding").path("name").asText()))
                .map(property -> property.path("value").asText())
                .toList();
    }

    private static Stream<JsonNode> properties() throws IOException {
        Stream.Builder<JsonNode> all = Stream.builder();
        for (Path file : files()) {
            StreamSupport.stream(read(file).path("properties").spliterator(), false)
                    .forEach(all);
        }
        return all.build();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
