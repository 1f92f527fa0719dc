package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact;
import io.relance.node.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the SMTP server does: who can be written to is, once; nobody's address pays for an outage. */
class SmtpFaultTests extends HurtTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A week for each test: a server that was away is not asked again before its time, whatever the clock says then. */
    private static Instant week = Instant.parse("2027-01-04T09:00:00Z");

    @Override
    Instant start() {
        week = week.plus(Duration.ofDays(7));
        return week;
    }

    @BeforeEach
    void drawReceipt() {
        deploy(Sketch.journey("hurt-receipt", "Receipt Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "messageClass", "transactional"))
                .ends("Written"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse=true", "busy=true"})
    void anOutageMarksNobodyAndItsBacklogLeavesSpreadOutEachAskedAgain(String outage) {
        List<String> people = people(60);
        SMTP.behave(outage);
        everybody(people, "Letter Wanted");
        settle();
        pass(Duration.ofHours(3), Duration.ofMinutes(5));
        assertThat(states(people)).containsOnly("queued");
        people.forEach(who -> assertThat(suppressed(who)).isEmpty());

        String gone = people.get(7);
        receive(List.of(new Fact.Identified(
                who(gone), clock.instant(), Map.of("consents", Map.of("email", false)), "test", true)));
        SMTP.behave("");
        clock.advance(MINUTE);
        settle();
        assertThat(arrivals()).as("not all in the first moment").hasSizeLessThan(40);
        pass(Duration.ofHours(5), Duration.ofMinutes(2));
        assertThat(arrivals().stream().map(Arrival::recipient))
                .containsExactlyInAnyOrderElementsOf(people.stream()
                        .filter(who -> !who.equals(gone))
                        .map(HurtTest::email)
                        .toList());
        assertThat(state(gone)).isEqualTo("skipped");
        people.forEach(who -> assertThat(suppressed(who)).isEmpty());
    }

    @Test
    void anOutageThatNeverEndsIsGivenUpAndStillNobodysAddressPays() {
        List<String> people = people(3);
        SMTP.behave("refuse=true");
        everybody(people, "Letter Wanted");
        settle();
        pass(Duration.ofHours(60), Duration.ofHours(1));
        assertThat(states(people)).containsOnly("failed");
        people.forEach(who -> assertThat(suppressed(who)).isEmpty());
        people.forEach(who -> assertThat(decisions(who))
                .anySatisfy(decision -> assertThat(decision.reason()).isEqualTo("channel_unavailable")));
    }

    @Test
    void greylistedMailIsTriedAgainAndArrivesOnce() {
        List<String> people = people(30);
        SMTP.behave("greylist=2");
        everybody(people, "Letter Wanted");
        settle();
        assertThat(arrivals()).isEmpty();
        assertThat(states(people)).containsOnly("queued");
        pass(HOUR, MINUTE);
        assertThat(states(people)).containsOnly("sent");
        assertThat(arrivals()).hasSize(30);
    }

    @Test
    void oneUnknownRecipientInABatchFailsForGoodAloneAndRests() {
        List<String> people = people(100);
        String unknown = people.get(49);
        SMTP.behave("unknown=" + email(unknown));
        everybody(people, "Letter Wanted");
        settle();
        assertThat(arrivals()).hasSize(99);
        assertThat(state(unknown)).isEqualTo("failed");
        assertThat(suppressed(unknown)).containsExactly("hard_bounce");
        people.stream().filter(who -> !who.equals(unknown)).forEach(who -> assertThat(suppressed(who))
                .isEmpty());
        pass(Duration.ofHours(48), Duration.ofHours(4));
        assertThat(arrivals()).as("permanent: never tried again").hasSize(99);
    }

    /** The server has taken it, and we do not know. */
    @ParameterizedTest
    @ValueSource(strings = {"cut=1", "hangInData=15000"})
    void aLetterThatMayHaveArrivedIsInDoubtAndNeverSentAgain(String fault) {
        List<String> people = people(1);
        SMTP.behave(fault);
        everybody(people, "Letter Wanted");
        settle();
        assertThat(states(people)).containsOnly("in_doubt");
        SMTP.behave("");
        pass(Duration.ofHours(2), MINUTE);
        assertThat(states(people)).containsOnly("in_doubt");
        assertThat(arrivals()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut=1", "cutUnseen=1"})
    void aReceiptThatMayHaveArrivedIsSentAgainAsTheSameMail(String fault) {
        List<String> people = people(5);
        SMTP.behave(fault);
        everybody(people, "Receipt Wanted");
        settle();
        assertThat(states(people)).contains("in_doubt");
        pass(HOUR, MINUTE);
        assertThat(states(people)).containsOnly("sent");
        Map<String, List<Arrival>> byPerson = arrivals().stream().collect(Collectors.groupingBy(Arrival::recipient));
        assertThat(byPerson).hasSize(5);
        byPerson.values().forEach(mails -> assertThat(
                        mails.stream().map(Arrival::messageId).distinct())
                .as("mailboxes show it once")
                .hasSize(1));
        assertThat(arrivals()).hasSize(fault.equals("cut=1") ? 6 : 5);
    }

    /** The product knows one relay: what is slow is all of e-mail, and nothing else. */
    @Test
    void aSlowServerGetsEveryMailOnceAndIsInNobodyElsesWay() throws Exception {
        List<String> people = people(8);
        List<String> others = people(20);
        SMTP.behave("slow=500");
        everybody(people, "Letter Wanted");
        Thread sending = new Thread(() -> work("sending").runDue(clock.instant()));
        sending.start();
        Town.await(Duration.ofSeconds(30)).until(() -> !arrivals().isEmpty());
        everybody(others, "Letter Wanted");
        work("timers").runDue(clock.instant());
        assertThat(states(others))
                .as("what happens meanwhile is recorded and followed")
                .containsOnly("queued");
        assertThat(sending.isAlive()).as("two seconds for each mail").isTrue();
        SMTP.behave("");
        sending.join();
        pass(Duration.ofMinutes(10), MINUTE);
        assertThat(states(people)).containsOnly("sent");
        assertThat(states(others)).containsOnly("sent");
        assertThat(arrivals()).hasSize(28);
    }
}
