package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.Staff;
import io.relance.shared.DueWork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The front door on its real port, with a timeline that only notes what it is given. */
@RelanceTest
public abstract class IngestTest {

    protected static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    protected static final String EVENT =
            """
            {"messageId":"m-1","event":"product viewed","userId":"u-1","anonymousId":"a-1","groupId":"g-1",
             "previousId":"a-0","name":"Home","properties":{"product_id":"p-1","colour":"blue"},
             "traits":{"email":"camille@example.org"}}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    @MockitoBean
    protected Timeline timeline;

    @MockitoBean
    protected Staff staff;

    @Autowired
    protected JdbcClient db;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected List<DueWork> works;

    @LocalServerPort
    protected int port;

    protected final List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void startAfresh() {
        clock.set(NOW);
        db.sql("truncate ingest.inbox, ingest.seen, ingest.rejected").update();
        when(staff.authenticate("analyst", "analyst")).thenReturn(Optional.of(Set.of(Staff.Role.ANALYST)));
        when(staff.authenticate("advisor", "advisor")).thenReturn(Optional.of(Set.of(Staff.Role.ADVISOR)));
        receiving(facts::addAll);
    }

    /** What the timeline does with a batch. */
    protected interface Receiver {
        void receive(List<Fact> facts);
    }

    protected void receiving(Receiver receiver) {
        doAnswer(call -> {
                    receiver.receive(call.getArgument(0));
                    return null;
                })
                .when(timeline)
                .receive(any());
    }

    /** Posts with a valid key unless {@code headers} (name, value, …) bring their own. */
    protected HttpResponse<String> post(String path, String body, String... headers) {
        return post(path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    protected HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String... headers) {
        String[] sent = headers.length == 0 ? new String[] {"X-Write-Key", "test-key"} : headers;
        return send(request(path).headers(sent).POST(body));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected JsonNode rejected() {
        try {
            var response = send(request("/api/intake/rejected").header("Authorization", basic("analyst:analyst")));
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs what is due now in this room. */
    protected void drain() {
        work("inbox").runDue(clock.instant());
    }

    protected DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    protected List<Fact.Acted> acted() {
        return facts.stream()
                .filter(Fact.Acted.class::isInstance)
                .map(Fact.Acted.class::cast)
                .toList();
    }

    protected long count(String table) {
        return db.sql("select count(*) from ingest." + table).query(Long.class).single();
    }

    protected static String big(int bytes) {
        String start = "{\"event\":\"Product Viewed\",\"userId\":\"u-1\",\"filler\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }

    protected static void assertTaken(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    protected static void assertProblem(HttpResponse<String> answer, String words) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":" + answer.statusCode(), "\"detail\":")
                .contains(words);
    }

    protected static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
