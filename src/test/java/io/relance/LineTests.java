package io.relance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.TrackMessage;
import io.relance.trial.Received;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.TemporalUnitOffset;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The line end to end, on real parts: a shop's event comes in through Segment's own client, the diagram runs it, mails
 * leave over SMTP and texts over Twilio's SDK, an advisor's call opens and is completed, a purchase ends it at once.
 * Read this second, after the README.
 */
@TrialTest
class LineTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final HttpClient browser = HttpClient.newHttpClient();
    private static final TemporalUnitOffset MOMENTS = within(5, ChronoUnit.SECONDS);

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    JdbcTemplate jdbc;

    private Analytics shop;

    @BeforeEach
    void open() {
        shop = Analytics.builder("trial").endpoint("http://localhost:" + port).build();
    }

    @AfterEach
    void close() {
        shop.shutdown();
    }

    @Test
    void anAbandonedCartIsWonBackByTwoMailsAndACall() throws Exception {
        Instant left = trial.now();
        signsUp("camille", "email", "phone");
        puts("camille", "lamp", "89.90");

        trial.advance(Duration.ofHours(1));
        Received first = mails("camille").get(0);
        assertThat(first.subject()).isEqualTo("Votre panier vous attend chez Boutique Exemple");
        // The client says how long its event waited before it left: a moment or two.
        assertThat(first.at()).isCloseTo(left.plus(Duration.ofHours(1)), MOMENTS);
        assertThat(first.html()).contains("Lampe lamp").contains("89,90");
        assertThat(first.text()).contains("Lampe lamp").contains("89,90");
        assertThat(first.headers().get("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");

        trial.advance(Duration.ofHours(23));
        assertThat(mails("camille")).hasSize(2);
        assertThat(mails("camille").get(1).text()).contains("LIV");

        trial.advance(Duration.ofHours(24));
        Task call = call("camille");
        assertThat(call.getName()).isEqualTo("Call the customer");
        assertThat(call.getCreateTime().toInstant()).isCloseTo(left.plus(Duration.ofHours(48)), MOMENTS);
        Map<String, Object> shown = tasks.getVariablesLocal(call.getId());
        assertThat(shown.get("customerName")).isEqualTo("Camille Exemple");
        assertThat(shown.get("customerPhone")).isEqualTo("+33639980001");
        assertThat(shown.get("cartLines").toString()).contains("Lampe lamp");
        assertThat(shown.get("messagesSent").toString())
                .contains("cart-reminder-1")
                .contains("cart-reminder-2");

        // Tasklist posts what the form showed along with what was filled in.
        Map<String, Object> posted = new HashMap<>(shown);
        posted.putAll(Map.of("outcome", "won_back", "reason", "delivery_cost", "note", "Orders tonight"));
        forms.submitTaskForm(call.getId(), posted);

        assertThat(this.<List<String>>contact("camille", "$.journeys[*].outcome"))
                .containsExactly("Won back by an advisor");
        assertThat(this.<List<String>>contact("camille", "$.timeline[?(@.name=='Task Completed')].properties.note"))
                .containsExactly("Orders tonight");
        assertThat(jdbc.queryForObject("select count(*) from act_ru_variable", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from act_hi_varinst", Integer.class))
                .isZero();
    }

    @Test
    void aPurchaseEndsItAllAtOnce() throws Exception {
        signsUp("maxime", "email", "phone");
        puts("maxime", "chair", "400");
        trial.advance(Duration.ofHours(24));
        assertThat(call("maxime")).isNotNull();
        buys("maxime");
        assertThat(this.<List<String>>contact("maxime", "$.journeys[*].outcome"))
                .containsExactly("Cart recovered");
        trial.advance(Duration.ofDays(10));
        assertThat(mails("maxime")).hasSize(1);
        assertThat(openCalls("maxime")).isZero();
    }

    @Test
    void aDearCartOfSomebodyWhoAllowsTextsGetsOne() throws Exception {
        // No text leaves in the evening or on a Sunday.
        trial.to(trial.now()
                .atZone(PARIS)
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(10, 0)
                .atZone(PARIS)
                .toInstant());
        signsUp("nour", "email", "sms");
        puts("nour", "table", "180");
        trial.advance(Duration.ofHours(24));
        List<Received> texts = trial.mailbox().to("+33639980003");
        assertThat(texts).hasSize(1);
        assertThat(texts.get(0).text()).hasSizeLessThanOrEqualTo(160).contains("/s/");
        assertThat(mails("nour")).hasSize(1);
        assertThat(this.<List<String>>contact("nour", "$.messages[?(@.channel=='sms')].state"))
                .containsExactly("delivered");
    }

    @Test
    void aClickIsAReactionAndLeadsBackToTheCart() throws Exception {
        signsUp("sacha", "email", "tracking_clicks");
        puts("sacha", "rug", "60");
        trial.advance(Duration.ofHours(1));
        trial.advance(Duration.ofMinutes(5));
        assertThat(follow(links(mails("sacha").get(0)))).anyMatch(address -> address.contains("cart-sacha"));
        // A click counts once it has shown that it is not the first of a scanner's many.
        trial.advance(Duration.ofSeconds(5));
        assertThat(this.<List<String>>contact("sacha", "$.timeline[?(@.name=='Email Link Clicked')].name"))
                .isNotEmpty();
        trial.advance(Duration.ofHours(23));
        assertThat(mails("sacha")).hasSize(1);
        trial.advance(Duration.ofHours(24));
        assertThat(mails("sacha")).hasSize(2);
    }

    @Test
    void unsubscribingSilencesWhatIsStillToCome() throws Exception {
        signsUp("lou", "email");
        puts("lou", "cup", "35");
        trial.advance(Duration.ofHours(1));
        Matcher header = Pattern.compile("<(http[^>]+)>")
                .matcher(mails("lou").get(0).headers().get("List-Unsubscribe").toString());
        assertThat(header.find()).isTrue();
        String address = header.group(1);
        get(address);
        assertThat(this.<String>contact("lou", "$.consents.email.state")).isEqualTo("granted");
        HttpRequest oneClick = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        assertThat(browser.send(oneClick, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(this.<String>contact("lou", "$.consents.email.state")).isEqualTo("withdrawn");
        trial.advance(Duration.ofDays(5));
        assertThat(mails("lou")).hasSize(1);
        assertThat(this.<List<String>>contact("lou", "$.messages[0:1].reason")).containsExactly("consent_withdrawn");
    }

    @Test
    void nobodyIsWrittenToWithoutConsentAndTheReasonIsKept() throws Exception {
        signsUp("alix");
        puts("alix", "vase", "45");
        trial.advance(Duration.ofDays(3));
        assertThat(mails("alix")).isEmpty();
        List<Map<String, Object>> decisions =
                JsonPath.read(api("/api/contacts/alix/decisions?journey=abandoned-cart"), "$");
        assertThat(decisions).hasSize(1);
        assertThat(decisions.get(0).get("outcome")).isEqualTo("not_entered");
        assertThat(decisions.get(0).get("detail").toString()).contains("consent_unknown");
    }

    private void signsUp(String user, String... consents) {
        Map<String, Boolean> agreed = new HashMap<>();
        for (String consent : consents) {
            agreed.put(consent, true);
        }
        int number =
                List.of("camille", "maxime", "nour", "sacha", "lou", "alix").indexOf(user) + 1;
        shop.enqueue(IdentifyMessage.builder()
                .userId(user)
                .traits(Map.of(
                        "email", user + "@example.org",
                        "firstName", Character.toUpperCase(user.charAt(0)) + user.substring(1),
                        "lastName", "Exemple",
                        "phone", "+3363998000" + number,
                        "consents", agreed)));
    }

    private void puts(String user, String product, String price) {
        track(
                user,
                "Product Added",
                Map.of(
                        "cart_id",
                        "cart-" + user,
                        "product_id",
                        product,
                        "name",
                        "Lampe " + product,
                        "price",
                        price,
                        "quantity",
                        1,
                        "image_url",
                        "https://shop.example/" + product + ".jpg"));
    }

    private void buys(String user) {
        track(user, "Order Completed", Map.of("order_id", "order-" + user, "cart_id", "cart-" + user, "total", "400"));
    }

    /** Sends through the client and waits until the event is on the timeline. */
    private void track(String user, String event, Map<String, Object> properties) {
        shop.enqueue(TrackMessage.builder(event).userId(user).properties(properties));
        shop.flush();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            trial.settle();
            return this.<List<String>>contact(user, "$.timeline[*].name").contains(event);
        });
    }

    private List<Received> mails(String user) {
        return trial.mailbox().to(user + "@example.org");
    }

    private Task call(String user) {
        return tasks.createTaskQuery()
                .taskVariableValueEquals("customerEmail", user + "@example.org")
                .singleResult();
    }

    private long openCalls(String user) {
        return tasks.createTaskQuery()
                .taskVariableValueEquals("customerEmail", user + "@example.org")
                .count();
    }

    private static List<String> links(Received mail) {
        return Pattern.compile("href=\"(http[^\"]*/c/[^\"]+)\"")
                .matcher(mail.html())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Where the links of a mail lead. */
    private static List<String> follow(List<String> links) throws Exception {
        List<String> addresses = new ArrayList<>();
        for (String link : links) {
            HttpResponse<String> answer = get(link);
            assertThat(answer.statusCode()).isEqualTo(302);
            addresses.add(answer.headers().firstValue("location").orElseThrow());
        }
        return addresses;
    }

    private <T> T contact(String user, String path) throws Exception {
        String body = api("/api/contacts/" + user);
        return body.contains("\"userId\"") ? JsonPath.read(body, path) : JsonPath.read("{\"timeline\":[]}", path);
    }

    private String api(String path) throws Exception {
        String login = Base64.getEncoder().encodeToString("analyst:analyst".getBytes());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + login)
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
