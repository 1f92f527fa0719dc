package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.contact.Fact;
import io.relance.trial.TwilioStandIn.SentSms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may happen to a message in the same instant as its hand-over, or as another one. */
class MessageRaceTests extends RaceTest {

    private static final Pattern LINK = Pattern.compile("href=\"(http://localhost:\\d+/c/[^\"]+)\"");

    @Test
    void aClickAndTheTimeOutTakeOneWayAndTheClickIsKept() {
        shop.deploy(Sketch.journey("fault-click", "Offer Wanted", Map.of())
                .step("offer", "sendEmail", Map.of("template", "fault-race"))
                .unless("Email Link Clicked", "PT1H")
                .ends("Late"));
        List<List<String>> groups = groups(shop.people(TIMES));
        List<Instant> dues = new ArrayList<>();
        for (List<String> people : groups) {
            shop.everybody(people, "Offer Wanted");
            dues.add(outside.settle().plus(Duration.ofHours(1)));
            outside.advance("PT1S");
        }
        Map<String, URI> links = links();
        HeadStart race = new HeadStart();
        for (int round = 0; round < groups.size(); round++) {
            List<String> people = groups.get(round);
            Instant due = dues.get(round);
            ConcurrentLinkedQueue<String> readers = new ConcurrentLinkedQueue<>(people);
            Runnable clicks = () -> {
                for (String who = readers.poll(); who != null; who = readers.poll()) {
                    assertThat(click(links.get(FaultShop.email(who)))).isEqualTo(302);
                }
            };
            Together.run(
                    race.left(clicks),
                    race.left(clicks),
                    race.right(() -> work("timers").runDue(due)),
                    race.right(() -> work("timers").runDue(due)));
            outside.settle();
            work("timers").runDue(due);
            learn(race, outcomes("fault-click", people), "Email Link Clicked", "Late");
        }
        outside.advance("PT2H");
        bothWon(race);
        assertThat(db.sql("select count(distinct contact_id) from contact.activity where name = 'Email Link Clicked'")
                        .query(Integer.class)
                        .single())
                .as("each click is on the timeline, whatever it came too late for")
                .isGreaterThanOrEqualTo(TIMES);
    }

    @Test
    void aStopBetweenQueueAndHandOverIsHeardAndNobodyIsForgotten() {
        shop.deploy(Sketch.journey("fault-stop", "Text Wanted", Map.of())
                .step("text", "sendSms", Map.of("template", "fault-race-text"))
                .ends("Texted"));
        HeadStart race = new HeadStart();
        List<String> everybody = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> people = shop.people(GROUP + 1);
            everybody.addAll(people);
            String before = people.get(0);
            Instant now = outside.settle();
            record(people.stream().map(who -> wantsText(who, now)).toArray(Fact[]::new));
            assertThat(db.sql("select count(*) from message.outbox")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(people.size());
            saysStop(before);
            ConcurrentLinkedQueue<String> annoyed = new ConcurrentLinkedQueue<>(people.subList(1, people.size()));
            Runnable stops = () -> {
                for (String who = annoyed.poll(); who != null; who = annoyed.poll()) {
                    saysStop(who);
                }
            };
            Together.run(race.left(stops), race.left(stops), race.right(() -> work("sending")
                    .runDue(now)));
            work("sending").runDue(now);
            assertThat(texted()).doesNotContain(FaultShop.phone(before));
            long texted = people.stream()
                    .map(FaultShop::phone)
                    .filter(texted()::contains)
                    .count();
            race.learn(GROUP - texted, texted);
        }
        List<String> texted = texted();
        bothWon(race);
        assertThat(texted).as("nobody twice").doesNotHaveDuplicates();
        Map<String, Long> states = states("fault-stop");
        assertThat(states.keySet()).isSubsetOf("sent", "delivered", "skipped");
        assertThat(states).containsEntry("skipped", (long) everybody.size() - texted.size());
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(everybody.size());

        shop.everybody(everybody, "Text Wanted");
        outside.settle();
        assertThat(texted()).as("after STOP nobody is texted any more").isEqualTo(texted);
    }

    private static Fact wantsText(String who, Instant now) {
        return new Fact.Acted(new Fact.Who(who, null), now, "Text Wanted", Map.of("of", who), "test", true);
    }

    private List<String> texted() {
        return twilio.messages().stream().map(SentSms::to).toList();
    }

    private void saysStop(String who) {
        assertThat(twilio.receive(outside.address(), FaultShop.phone(who), "STOP"))
                .isEqualTo(200);
    }

    private Map<String, Long> states(String journey) {
        return Counts.of(db, "select state from message.message where journey = '" + journey + "'");
    }

    /** The links in the mails, by who has them. */
    private Map<String, URI> links() {
        return outside.mailbox(null).stream()
                .filter(mail -> LINK.matcher(mail.path("html").asText()).find())
                .collect(Collectors.toMap(
                        mail -> mail.path("to").asText(), MessageRaceTests::link, (first, last) -> last));
    }

    private static URI link(JsonNode mail) {
        Matcher link = LINK.matcher(mail.path("html").asText());
        assertThat(link.find()).isTrue();
        return URI.create(link.group(1));
    }

    private static int click(URI link) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
