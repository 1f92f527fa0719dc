package io.relance;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deployments that must be refused, each the good quiz with one thing changed: HTTP 400 in the engine's own shape, the
 * element and the rule named, and nothing of the deployment left behind.
 */
@TrialTest
class BadDiagramsTests {

    /** The message the quiz sends. */
    static final Map<String, Object> QUIZ_THANKS = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: Merci\npreheader: Bravo\n---\n<mj-section><mj-column><mj-text>Score :"
                            + " {{ trigger.score }}</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private Outside outside;

    @BeforeEach
    void publishWhatTheQuizNeeds() {
        outside = new Outside(port);
        HttpResponse<String> answer = outside.as("analyst", "PUT", "/api/templates/quiz-thanks", QUIZ_THANKS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.relance.BadDiagrams#changes")
    void isRefusedAndLeavesNothing(String what, String file, String from, String to, String element, String words) {
        Map<String, byte[]> files = goodFiles();
        String good = new String(files.get(file), UTF_8);
        assertThat(good).contains(from);
        files.put(file, good.replace(from, to).getBytes(UTF_8));
        refused(files, file, element, words);
    }

    @Test
    void aFileTooLargeIsRefused() {
        Map<String, byte[]> files = goodFiles();
        String padding = "<!--" + "x".repeat(1_000_000) + "-->";
        files.compute("quiz.bpmn", (name, good) -> (new String(good, UTF_8) + padding).getBytes(UTF_8));
        refused(files, "quiz.bpmn", "quiz.bpmn", "larger than 1 MB");
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void anyOtherFileIsRefused(String name) {
        Map<String, byte[]> files = goodFiles();
        files.put(name, "hello".getBytes(UTF_8));
        refused(files, name, name, "only .bpmn, .dmn and .form files");
    }

    static Stream<String> otherFiles() {
        return Stream.of("run.groovy", "page.html", "case.cmmn", "anybpmn", "quiz.BPMN");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aDoctypeInAnotherEncodingIsRefused(String file, Charset encoding) {
        Map<String, byte[]> files = goodFiles();
        String hidden = new String(files.get(file), UTF_8)
                .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                .replace(
                        "<definitions",
                        "<!DOCTYPE definitions [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><definitions");
        files.put(file, hidden.getBytes(encoding));
        refused(files, file, "definitions", "DOCTYPE");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(arguments("quiz.bpmn", UTF_16), arguments("prize.dmn", UTF_16));
    }

    @Test
    void onlyAnalystsAndAdminsMayDeploy() {
        long before = deployments();
        assertThat(outside.deploy("advisor", "Quiz", goodFiles()).statusCode()).isEqualTo(403);
        assertThat(outside.deploy("nobody", "Quiz", goodFiles()).statusCode()).isEqualTo(401);
        assertThat(deployments()).isEqualTo(before);
    }

    private void refused(Map<String, byte[]> files, String file, String element, String words) {
        long before = deployments();
        HttpResponse<String> answer = outside.deploy("analyst", "Bad quiz", files);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode body = Outside.read(answer.body());
        assertThat(body.path("type").asText()).isEqualTo("ParseException");
        assertThat(body.path("message").asText()).contains(words);
        List<JsonNode> errors = new ArrayList<>();
        body.path("details").path(file).path("errors").forEach(errors::add);
        assertThat(errors).as(answer.body()).anySatisfy(error -> {
            assertThat(error.path("message").asText()).contains(words);
            assertThat(error.path("mainElementId").asText()).satisfies(id -> {
                if (!element.isEmpty()) {
                    assertThat(id).isEqualTo(element);
                }
            });
        });
        assertThat(deployments()).isEqualTo(before);
        assertThat(outside.get("/engine-rest/deployment?name=Bad%20quiz")).isEmpty();
        assertThat(outside.get("/engine-rest/process-definition?key=quiz-prize"))
                .isEmpty();
        assertThat(outside.get("/engine-rest/decision-definition?key=prize")).isEmpty();
    }

    /** Deployments and everything that came with them. */
    private long deployments() {
        return db.sql("select (select count(*) from act_re_deployment) + (select count(*) from act_re_procdef)"
                        + " + (select count(*) from act_re_decision_def) + (select count(*) from act_re_camformdef)"
                        + " + (select count(*) from act_ge_bytearray) + (select count(*) from act_ru_event_subscr)")
                .query(Long.class)
                .single();
    }

    /** The quiz as it may be deployed. */
    static Map<String, byte[]> goodFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("quiz.bpmn", "quiz-prize.bpmn", "prize.dmn", "pack-prize.form")) {
            try (var source = BadDiagramsTests.class.getResourceAsStream("/diagrams/" + name)) {
                files.put(name, source.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
