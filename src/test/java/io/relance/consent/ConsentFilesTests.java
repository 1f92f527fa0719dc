package io.relance.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.shared.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConsentFilesTests extends ConsentFilesTestBase {

    @Test
    void aFileWithProofsFillsTheLedger() {
        String who = person(null, null);

        JsonNode result = taken(
                """
                userId,channel,state,at,source,wording,proof
                %s,email,granted,2025-05-04T10:00:00+02:00,checkout,"J'accepte, volontiers",order 12
                %s,sms,denied,2025-05-04,checkout,,"""
                        .formatted(who, who));

        assertThat(result.path("applied").asInt()).isEqualTo(2);
        assertThat(state(who, ConsentTopic.EMAIL)).isEqualTo("GRANTED 2025-05-04T08:00:00Z checkout");
        assertThat(state(who, ConsentTopic.SMS)).isEqualTo("DENIED 2025-05-04T23:59:59Z checkout");
        assertThat(ledger(who, "email"))
                .containsExactly("granted consent J'accepte, volontiers order 12 import by admin");
    }

    @Test
    void anyOrderOfNamesSemicolonsAndAMarkDoAsWell() {
        String who = person(null, null);

        taken("\uFEFFSTATE;Source;user_id;AT;channel;Proof\r\ngranted;form;" + who
                + ";2025-01-01;tracking_opens;\"page 3; box 2\"\r\n");

        assertThat(state(who, ConsentTopic.TRACKING_OPENS)).isEqualTo("GRANTED 2025-01-01T00:00:00Z form");
    }

    @ParameterizedTest
    @CsvSource({
        // what stands since 2026-02-01, what a file says of which day, what counts then
        "withdrawn, granted,     2026-01-01, WITHDRAWN, outdated",
        "withdrawn, granted,     2026-02-02, GRANTED,   applied",
        "denied,    granted,     2026-01-31, DENIED,    outdated",
        "granted,   withdrawn,   2026-01-01, GRANTED,   outdated",
        "granted,   withdrawn,   2026-02-01, WITHDRAWN, applied",
        "withdrawn, soft_opt_in, 2026-02-20, WITHDRAWN, outdated",
        "granted,   denied,      2026-02-20, DENIED,    applied"
    })
    void whatWasSaidLastCounts(String stands, String said, String day, String counts, String told) {
        String who = person(null, null);
        taken("userId,channel,state,at,source,proof\n" + who + ",email," + stands + ",2026-02-01T12:00:00Z,form,p1");

        JsonNode result =
                taken("userId,channel,state,at,source,proof\n" + who + ",email," + said + "," + day + ",old,p2");

        assertThat(state(who, ConsentTopic.EMAIL)).startsWith(counts + " ");
        assertThat(result.path(told).asInt()).isEqualTo(1);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        String who = person(null, null);
        String file = "userId,channel,state,at,source,proof\n" + who + ",email,granted,2025-01-01,form,p1\n" + who
                + ",email,withdrawn,2025-03-01,form,";
        taken(file);

        JsonNode again = taken(file);

        assertThat(again.path("repeated").asInt()).isEqualTo(2);
        assertThat(again.path("applied").asInt()).isZero();
        assertThat(ledger(who, "email")).hasSize(2);
    }

    /** The days on which the file comes again, after a yes of the first one's afternoon. */
    @ParameterizedTest
    @CsvSource({"2026-03-02T16:00:00Z", "2026-03-03T16:00:00Z"})
    void aNoOfTodayIsTakenOnceAndOutlivesNoLaterYes(Instant again) {
        String who = person(null, null);
        String file = "userId,channel,state,at,source,proof\n" + who + ",email,withdrawn,2026-03-02,file,no";
        String exact = "userId,channel,state,at,source,proof\n" + who + ",email,granted,2026-03-02T08:00:00Z,form,p\n"
                + who + ",sms,granted,2026-03-02T08:00:00Z,form,p";
        taken(exact);
        assertThat(taken(file).path("applied").asInt()).isEqualTo(1);
        assertThat(state(who, ConsentTopic.EMAIL)).isEqualTo("WITHDRAWN 2026-03-02T09:00:00Z file");

        clock.set(Instant.parse("2026-03-02T15:00:00Z"));
        taken("userId,channel,state,at,source,proof\n" + who + ",email,granted,2026-03-02T14:00:00Z,popup,p");
        clock.set(again);
        JsonNode result = taken(file);

        assertThat(result.path("repeated").asInt()).isEqualTo(1);
        assertThat(result.path("applied").asInt()).isZero();
        assertThat(state(who, ConsentTopic.EMAIL)).isEqualTo("GRANTED 2026-03-02T14:00:00Z popup");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T16:00:00Z", "2026-03-03T16:00:00Z"})
    void aListOfTodayIsTakenOnceAndOutlivesNoLaterStart(Instant again) {
        String phone = number();
        String who = person(null, phone);
        String list = "number,at\n" + phone + ",2026-03-02";
        post("/api/consent/opt-outs", "text/csv", "admin", list);
        assertThat(suppressions.reason(Channel.SMS, phone)).contains("stop");
        assertThat(state(who, ConsentTopic.SMS)).startsWith("WITHDRAWN 2026-03-02T09:00:00Z");

        suppressions.lift(Channel.SMS, phone, "stop", Instant.parse("2026-03-02T14:00:00Z"), "reply");
        clock.set(again);
        assertThat(read(post("/api/consent/opt-outs", "text/csv", "admin", list))
                        .toString())
                .isEqualTo("{\"lines\":1,\"suppressed\":0,\"withdrawn\":0}");
        assertThat(suppressions.reason(Channel.SMS, phone)).isEmpty();
    }

    @Test
    void anUnknownUserIdMakesAContactAndAnUnknownAddressNone() {
        String who = "import-" + NUMBERS.incrementAndGet();

        JsonNode result = taken(
                """
                userId,email,channel,state,at,source,proof
                %s,%s@example.org,email,granted,2025-01-01,form,p1
                ,nobody-%s@example.org,email,granted,2025-01-01,form,p1"""
                        .formatted(who, who, who));

        assertThat(result.path("created").asInt()).isEqualTo(1);
        assertThat(result.path("unknown")).singleElement().satisfies(line -> assertThat(line.asInt())
                .isEqualTo(3));
        assertThat(contacts.byUserId(who)).get().extracting(Contact::email).isEqualTo(who + "@example.org");
        assertThat(state(who, ConsentTopic.EMAIL)).startsWith("GRANTED");
    }

    @Test
    void aDryRunSaysWhatItWouldComeToAndDoesNothing() {
        String who = person(null, null);
        String stranger = "import-" + NUMBERS.incrementAndGet();

        JsonNode result = read(post(
                "/api/consent/import?dryRun=true",
                "text/csv",
                "admin",
                "userId,channel,state,at,source,proof\n" + who + ",email,granted,2025-01-01,form,p1\n" + stranger
                        + ",email,granted,2025-01-01,form,p1"));

        assertThat(result.path("dryRun").asBoolean()).isTrue();
        assertThat(result.path("created").asInt()).isEqualTo(1);
        assertThat(result.path("applied").asInt()).isEqualTo(2);
        assertThat(state(who, ConsentTopic.EMAIL)).startsWith("UNKNOWN");
        assertThat(contacts.byUserId(stranger)).isEmpty();
    }

    @Test
    void anAddressNamesItsOnlyOwnerAndAnObjectionAllOfThem() {
        String shared = "shared-" + NUMBERS.incrementAndGet() + "@example.org";
        String one = person(shared, null);
        String other = person(shared, null);
        String alone = person("Alone-" + NUMBERS.incrementAndGet() + "@Example.org", null);

        taken("email,channel,state,at,source,proof\n"
                + contacts.byUserId(alone).orElseThrow().email().toUpperCase(Locale.ROOT)
                + ",email,granted,2025-01-01,form,p\n" + shared + ",email,withdrawn,2025-01-01,form,");
        assertThat(state(alone, ConsentTopic.EMAIL)).startsWith("GRANTED");
        assertThat(state(one, ConsentTopic.EMAIL)).startsWith("WITHDRAWN");
        assertThat(state(other, ConsentTopic.EMAIL)).startsWith("WITHDRAWN");

        JsonNode problem = refused("email,channel,state,at,source,proof\n" + shared + ",sms,granted,2025-01-01,form,p");
        assertThat(problem.path("problems").get(0).path("accepts").asText()).contains("2 people");
    }

    @Test
    void oneBadLineStopsTheWholeFileAndEveryOneIsNamed() {
        String who = person(null, null);

        JsonNode problem = refused(
                """
                userId,email,channel,state,at,source,proof
                %1$s,,email,granted,2025-01-01,form,p1
                %1$s,,fax,granted,2025-01-01,form,p1
                %1$s,,email,maybe,2025-01-01,form,p1
                %1$s,,phone,soft_opt_in,2025-01-01,form,p1
                %1$s,,email,granted,01/02/2025,form,p1
                %1$s,,email,granted,2027-01-01,form,p1
                %1$s,,email,granted,2025-01-01,,p1
                %1$s,,email,granted,2025-01-01,form,
                ,,email,denied,2025-01-01,form,
                ,not an address,email,denied,2025-01-01,form,
                """
                        .formatted(who));

        assertThat(problem.path("wrong").asInt()).isEqualTo(9);
        assertThat(problem.path("problems"))
                .extracting(each ->
                        each.path("line").asInt() + " " + each.path("column").asText())
                .containsExactly(
                        "3 channel",
                        "4 state",
                        "5 state",
                        "6 at",
                        "7 at",
                        "8 source",
                        "9 proof",
                        "10 userId",
                        "11 email");
        assertThat(problem.path("detail").asText())
                .isEqualTo("Nothing of the file was taken: line 3, channel accepts email, sms, phone, push,"
                        + " tracking_opens or tracking_clicks.");
        assertThat(state(who, ConsentTopic.EMAIL)).startsWith("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({"255, false", "256, true", "1000, true", "2001, true"})
    void aUserIdIsAsLongAsTheIntakeTakesIt(int length, boolean tooLong) {
        String file = "userId,channel,state,at,source\n" + "\u5b57".repeat(length) + ",email,denied,2025-01-01,form";

        if (tooLong) {
            assertThat(refused(file).path("detail").asText())
                    .isEqualTo("Nothing of the file was taken: line 2, userId accepts at most 255 characters of text.");
        } else {
            assertThat(taken(file).path("lines").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aCharacterThatCannotBeKeptIsToldAsWhatItIs() {
        assertThat(refused("userId,channel,state,at,source\na\0b,email,denied,2025-01-01,form")
                        .path("detail")
                        .asText())
                .isEqualTo("Nothing of the file was taken: line 2, userId accepts text without the character NUL.");
        assertThat(post("/api/consent/opt-outs", "text/csv", "admin", "number,source\n" + number() + ",a\0b")
                        .body())
                .contains("line 2, source accepts text without the character NUL.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userId,channel,state,at | source",
                "userId,channel,state,at,source,colour | colour",
                "userId,channel,state,at,source,source | names"
            })
    void theFirstLineMustNameWhatIsKnown(String head, String told) {
        JsonNode problem = refused(head + "\nx,email,denied,2025-01-01");

        assertThat(problem.path("problems").toString() + "names").contains(told);
        assertThat(problem.path("title").asText()).isEqualTo("File not accepted");
    }

    @Test
    void theExampleInTheDocumentsIsTaken() throws IOException {
        JsonNode result = read(post(
                "/api/consent/import?dryRun=true",
                "text/csv",
                "admin",
                Files.readString(Path.of("docs/consent-import.csv"))));

        assertThat(result.path("lines").asInt()).isEqualTo(4);
    }

    @Test
    void onlyAnalystsAndAdminsMay() {
        for (String path : List.of("/api/consent/import", "/api/consent/opt-outs")) {
            assertThat(post(path, "text/csv", null, "").statusCode()).isEqualTo(401);
            assertThat(post(path, "application/xml", "admin", "<a/>").statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void numbersThatSaidStopElsewhereAreSilentForEverybodyWhoHasThem() {
        String phone = number();
        String one = person(null, phone);
        String other = person(null, phone);
        String list = "[{\"number\":\"" + phone.replace("+33", "0")
                + "\",\"at\":\"2026-02-01T10:00:00Z\",\"source\":\"36111\"}," + "{\"number\":\"" + number() + "\"}]";

        JsonNode result = read(post("/api/consent/opt-outs", "application/json", "admin", list));
        assertThat(result.toString()).isEqualTo("{\"lines\":2,\"suppressed\":2,\"withdrawn\":2}");
        assertThat(suppressions.reason(Channel.SMS, phone)).contains("stop");
        assertThat(state(one, ConsentTopic.SMS)).isEqualTo("WITHDRAWN 2026-02-01T10:00:00Z 36111");
        assertThat(state(other, ConsentTopic.SMS)).isEqualTo("WITHDRAWN 2026-02-01T10:00:00Z 36111");
        assertThat(ledger(one, "sms"))
                .containsExactly("withdrawn objection null opt-out of " + phone + " import by admin");
    }

    @Test
    void theSameListAgainChangesNothing() {
        String phone = number();
        String who = person(null, phone);
        String list = "number;at\n" + phone + ";2026-02-01\n" + phone + ";2026-02-01\n";
        assertThat(read(post("/api/consent/opt-outs", "text/csv", "admin", list))
                        .toString())
                .isEqualTo("{\"lines\":2,\"suppressed\":1,\"withdrawn\":1}");

        assertThat(read(post("/api/consent/opt-outs", "text/csv", "admin", list))
                        .toString())
                .isEqualTo("{\"lines\":2,\"suppressed\":0,\"withdrawn\":0}");
        assertThat(ledger(who, "sms")).hasSize(1);
    }

    @Test
    void whoSaidStartSinceIsLeftAlone() {
        String phone = number();
        suppressions.suppress(Channel.SMS, phone, "stop", Instant.parse("2026-01-01T00:00:00Z"), "reply");
        suppressions.lift(Channel.SMS, phone, "stop", Instant.parse("2026-02-10T00:00:00Z"), "reply");

        post("/api/consent/opt-outs", "text/csv", "admin", "number,at\n" + phone + ",2026-02-01");
        assertThat(suppressions.reason(Channel.SMS, phone)).isEmpty();

        post("/api/consent/opt-outs", "text/csv", "admin", "number,at\n" + phone + ",2026-02-11");
        assertThat(suppressions.reason(Channel.SMS, phone)).contains("stop");
    }

    @Test
    void oneBadNumberStopsTheWholeList() {
        String phone = number();

        HttpResponse<String> answer =
                post("/api/consent/opt-outs", "text/csv", "admin", "number\n" + phone + "\n12\n\nabc\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Outside.read(answer.body()).path("problems"))
                .extracting(each -> each.path("line").asInt())
                .containsExactly(3, 5);
        assertThat(suppressions.reason(Channel.SMS, phone)).isEmpty();
        assertThat(post("/api/consent/opt-outs", "application/json", "admin", "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/consent/opt-outs", "application/json", "admin", "[null]")
                        .statusCode())
                .isEqualTo(400);
    }
}

/** People of their own for each test, and the two addresses files are posted to. */
@RelanceTest
abstract class ConsentFilesTestBase {

    static final AtomicInteger NUMBERS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void itIsMarch() {
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
    }

    String person(String email, String phone) {
        String who = "file-" + NUMBERS.incrementAndGet();
        Map<String, Object> traits =
                email != null ? Map.of("email", email) : phone != null ? Map.of("phone", phone) : Map.of();
        timeline.receive(List.of(new Fact.Identified(new Fact.Who(who, null), clock.instant(), traits, "test", true)));
        return who;
    }

    static String number() {
        return "+3363998%04d".formatted(NUMBERS.incrementAndGet());
    }

    String state(String who, ConsentTopic topic) {
        Consent consent = consents.of(contacts.byUserId(who).orElseThrow().id(), topic);
        return consent.state() + " " + consent.at() + " " + consent.source();
    }

    List<String> ledger(String who, String topic) {
        return db.sql("select concat_ws(' ', state, basis, coalesce(wording, 'null'), proof, actor) from consent.ledger"
                        + " where contact_id = ? and topic = ? order by id")
                .params(contacts.byUserId(who).orElseThrow().id().value(), topic)
                .query(String.class)
                .list();
    }

    JsonNode taken(String csv) {
        return read(post("/api/consent/import", "text/csv", "admin", csv));
    }

    JsonNode refused(String csv) {
        HttpResponse<String> answer = post("/api/consent/import", "text/csv; charset=utf-8", "admin", csv);
        assertThat(answer.statusCode()).isEqualTo(400);
        return Outside.read(answer.body());
    }

    static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Outside.read(answer.body());
    }

    HttpResponse<String> post(String path, String type, String user, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (user != null) {
            String login = user + ":" + user;
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
