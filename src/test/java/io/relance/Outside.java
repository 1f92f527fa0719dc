package io.relance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The product seen through its port only, as a shop, an analyst and a script see it. */
public class Outside {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    /** The product on this port of this machine. */
    public Outside(int port) {
        this.port = port;
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** An event as Segment's clients write it; {@code who} is a userId. */
    public static Map<String, Object> track(String who, String name, Instant at, Map<String, ?> properties) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "track");
        event.put("messageId", name + " " + who + " " + at + " " + properties.hashCode());
        event.put("userId", who);
        event.put("event", name);
        event.put("timestamp", at.toString());
        event.put("properties", properties);
        return event;
    }

    /** Who a person is. */
    public static Map<String, Object> identify(String who, Map<String, ?> traits) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "identify");
        event.put("messageId", "identify " + who + " " + traits.hashCode());
        event.put("userId", who);
        event.put("traits", traits);
        return event;
    }

    /** The same event by a visitor nobody knows yet. */
    public static Map<String, Object> anonymously(Map<String, Object> event) {
        Map<String, Object> anonymous = new LinkedHashMap<>(event);
        anonymous.put("anonymousId", anonymous.remove("userId"));
        return anonymous;
    }

    /** Sends events, a hundred in a request, and sees that each request is taken. */
    public void send(List<Map<String, Object>> events) {
        for (int from = 0; from < events.size(); from += 100) {
            var part = events.subList(from, Math.min(from + 100, events.size()));
            HttpResponse<String> answer = post("/v1/batch", write(Map.of("batch", part)));
            assertThat(answer.body()).isEqualTo("{\"success\":true}");
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    /** Posts a body to the intake with the trial's key. */
    public HttpResponse<String> post(String path, String body) {
        return post(path, body, "trial");
    }

    /** Posts a body to the intake with this key. */
    public HttpResponse<String> post(String path, String body, String key) {
        return exchange(request(path).header("X-Write-Key", key).POST(BodyPublishers.ofString(body)));
    }

    /** Asks as a member of the staff, whose password is the user's name; {@code body} becomes JSON, null is none. */
    public HttpResponse<String> as(String user, String verb, String path, Object body) {
        return exchange(request(path)
                .header("Authorization", basic(user))
                .header("Content-Type", "application/json")
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(body))));
    }

    /** Reads an address as the analyst. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = as("analyst", "GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body());
    }

    /** Reads a list as the analyst. */
    public List<JsonNode> list(String path) {
        return list(get(path));
    }

    /** All there is about a contact. */
    public JsonNode contact(String userId) {
        return get("/api/contacts/" + encode(userId));
    }

    /** What was decided about a contact, newest first. */
    public List<JsonNode> decisions(String userId) {
        return list(get("/api/contacts/" + encode(userId) + "/decisions"));
    }

    /** What reached an address, oldest first; all when it is null. */
    public List<JsonNode> mailbox(String to) {
        HttpResponse<String> answer =
                exchange(request("/trial/mailbox.json" + (to == null ? "" : "?to=" + encode(to))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return list(read(answer.body()));
    }

    /** Moves the clock by an ISO duration or period. */
    public Instant advance(String by) {
        return clock(Map.of("advance", by));
    }

    /** Moves the clock by nothing: what is due now is done when this answers. */
    public Instant settle() {
        return advance("PT0S");
    }

    /** Moves the clock to a moment. */
    public Instant to(Instant moment) {
        return clock(Map.of("to", moment.toString()));
    }

    /** Moves the clock to a Wednesday morning in Paris, when texts may leave, unless it is one already. */
    public Instant toAWednesday() {
        ZonedDateTime now = settle().atZone(PARIS);
        boolean already = now.getDayOfWeek() == DayOfWeek.WEDNESDAY && now.getHour() >= 9 && now.getHour() < 16;
        LocalDate wednesday = now.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
        return already
                ? now.toInstant()
                : to(wednesday.atTime(10, 0).atZone(PARIS).toInstant());
    }

    private Instant clock(Map<String, String> move) {
        HttpResponse<String> answer = exchange(request("/trial/clock").POST(BodyPublishers.ofString(write(move))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Instant.parse(read(answer.body()).path("now").asText());
    }

    /** Deploys files by the engine's REST API, as Modeler does. */
    public HttpResponse<String> deploy(String user, String name, Map<String, byte[]> files) {
        String boundary = "a-line-that-no-diagram-holds";
        List<byte[]> parts = new ArrayList<>();
        parts.add(part(boundary, "deployment-name", null, name.getBytes(UTF_8)));
        files.forEach((file, bytes) -> parts.add(part(boundary, file, file, bytes)));
        parts.add(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return exchange(request("/engine-rest/deployment/create")
                .header("Authorization", basic(user))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(parts)));
    }

    /** Takes a deployment back with all that runs of it. */
    public void undeploy(String id) {
        HttpResponse<String> answer = as("admin", "DELETE", "/engine-rest/deployment/" + id + "?cascade=true", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Ends whatever runs, so that the tests that come after find nobody waiting. */
    public void endEverything() {
        list(get("/api/journeys")).forEach(journey -> {
            String path = "/api/journeys/" + journey.path("journey").asText();
            // 404: a node lists for some seconds what a test before took back.
            assertThat(as("admin", "PUT", path, Map.of("on", false, "running", "end"))
                            .statusCode())
                    .isIn(200, 404);
            assertThat(as("admin", "PUT", path, Map.of("on", true)).statusCode())
                    .isIn(200, 404);
        });
    }

    private static byte[] part(String boundary, String name, String file, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream")
                + "\r\n\r\n";
        byte[] start = head.getBytes(UTF_8);
        byte[] all = new byte[start.length + bytes.length + 2];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        return all;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The header of a user whose password is their name, as in the trial. */
    public static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    /** Reads JSON. */
    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes JSON. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
