package io.relance.consent;

import static io.relance.contact.Facts.NOON;
import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.aliased;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.consent.Consent.State;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RelanceTest
class ConsentsTests {

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    private final String camille = newId("camille");
    private final String browser = newId("browser");

    @Test
    void anActOnTheTimelineIsLearntWithItsProof() {
        receive(acted(
                user(camille),
                "Consent Given",
                Map.of("channel", "tracking_opens", "source", "checkout", "wording", "v3"),
                NOON));

        assertThat(consents.of(id(), ConsentTopic.TRACKING_OPENS))
                .isEqualTo(new Consent(State.GRANTED, "checkout", NOON));
        long activity = timeline.newest(id(), 1).get(0).id();
        assertThat(jdbc.sql("select state, basis, source, wording, proof, actor from consent.ledger"
                                + " where contact_id = ?")
                        .param(id().value())
                        .query()
                        .singleRow())
                .isEqualTo(Map.of(
                        "state", "granted",
                        "basis", "consent",
                        "source", "checkout",
                        "wording", "v3",
                        "proof", "activity " + activity,
                        "actor", "test"));
    }

    @Test
    void aYesThatIsAheadOfOurClockDoesNotOutliveANo() {
        Instant now = clock.instant();
        receive(said("Consent Given", user(camille), "email", now.plus(Duration.ofHours(2))));
        consents.withdraw(id(), ConsentTopic.EMAIL, now, "one_click", "message 7");

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void nothingSaidIsUnknown() {
        receive(acted(user(camille), "Page Viewed"));

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.UNKNOWN);
        assertThat(consents.of(id())).isEmpty();
    }

    @Test
    void actsOfOneBatchCountInTheOrderTheyHappened() {
        receive(
                said("Consent Withdrawn", user(camille), "email", NOON),
                said("Consent Given", user(camille), "email", NOON.minusSeconds(60)),
                said("Consent Given", user(camille), "carrier pigeon", NOON),
                acted(user(camille), "Consent Given"));

        assertThat(consents.of(id())).containsOnlyKeys(ConsentTopic.EMAIL);
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
        assertThat(ledger()).isEqualTo(2);
    }

    @Test
    void anOrderGivesSoftOptInForEmailAndSmsWhereNothingWasSaid() {
        var longAgo = NOON.minus(Duration.ofDays(400));
        receive(new Fact.Acted(user(camille), longAgo, "Order Completed", Map.of(), "import", false));
        receive(acted(user(camille), "Order Completed"));

        assertThat(consents.of(id()))
                .isEqualTo(Map.of(
                        ConsentTopic.EMAIL, new Consent(State.SOFT_OPT_IN, "order", longAgo),
                        ConsentTopic.SMS, new Consent(State.SOFT_OPT_IN, "order", longAgo)));
        assertThat(ledger()).isEqualTo(2);
    }

    @Test
    void anOrderNeverOverridesANo() {
        receive(identified(user(camille), Map.of("consents", Map.of("email", false))));
        receive(acted(user(camille), "Order Completed", Map.of(), NOON.plusSeconds(1)));

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.DENIED);
    }

    @Test
    void aSynchronisationNeverRevivesANewerNo() {
        receive(identify(true, 0));
        consents.withdraw(id(), ConsentTopic.EMAIL, NOON.plusSeconds(5), "one_click", "message 7");
        receive(identify(true, 10), identify(true, 20));

        assertThat(consents.of(id(), ConsentTopic.EMAIL))
                .isEqualTo(new Consent(State.WITHDRAWN, "one_click", NOON.plusSeconds(5)));
        assertThat(timeline.newest(id(), 10)).as("no act of the person").hasSize(1);

        receive(identify(false, 30), identify(true, 40));
        assertThat(consents.of(id(), ConsentTopic.EMAIL))
                .as("an answer that changed is one")
                .isEqualTo(new Consent(State.GRANTED, "api", NOON.plusSeconds(40)));
    }

    @Test
    void theFirstYesOfASynchronisationDoesNotUndoANoEither() {
        receive(acted(user(camille), "Order Completed", Map.of(), NOON));
        consents.withdraw(id(), ConsentTopic.EMAIL, NOON.plusSeconds(5), "one_click", "message 7");
        receive(identify(true, 10));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).source()).isEqualTo("one_click");

        receive(said("Consent Withdrawn", user(camille), "sms", NOON.plusSeconds(11)), told("SMS", true, 12));
        assertThat(consents.of(id(), ConsentTopic.SMS).state())
                .as("nor in one batch with the no, nor by another spelling")
                .isEqualTo(State.WITHDRAWN);
    }

    @Test
    void aNoOfASynchronisationCountsWheneverThereIsAYes() {
        receive(identify(false, -7200), said("Consent Given", user(camille), "email", NOON));
        receive(identify(false, -3600));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state())
                .as("said before the yes")
                .isEqualTo(State.GRANTED);

        receive(identify(false, 10), identify(false, 20));
        assertThat(consents.of(id(), ConsentTopic.EMAIL))
                .isEqualTo(new Consent(State.WITHDRAWN, "api", NOON.plusSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({"no, WITHDRAWN", "0, WITHDRAWN", "Off, WITHDRAWN", "' FALSE ', WITHDRAWN", "perhaps, GRANTED"})
    void anAnswerMayBeWrittenInMoreThanOneWay(String answer, State state) {
        receive(identify(true, 0), told(" Email", answer, 10));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(state);
    }

    @Test
    void ofTwoAnswersForOneChannelTheNoCounts() {
        Map<String, Object> answers = Map.of("email", true, "EMAIL", false);
        receive(new Identified(user(camille), NOON, Map.of("consents", answers), "test", true));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.DENIED);
    }

    @Test
    void aMergeInABatchBringsItsNoAlong() {
        receive(acted(user(camille), "Page Viewed"), said("Consent Withdrawn", visitor(browser), "email", NOON));
        Map<String, Object> asks = Map.of("consents", Map.of("sms", false));
        Map<String, Object> agrees = Map.of("consents", Map.of("email", true));
        receive(
                new Identified(user(newId("dominique")), NOON, asks, "test", true),
                new Identified(new Who(camille, browser), NOON.plusSeconds(10), agrees, "test", true));

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void aNoThatAVisitorWasToldDoesNotMakeNewsOfTheUsersYes() {
        receive(acted(user(camille), "Page Viewed"));
        Map<String, Object> refuses = Map.of("consents", Map.of("email", false));
        receive(new Identified(visitor(browser), NOON, refuses, "test", true), aliased(camille, browser));
        consents.withdraw(id(), ConsentTopic.EMAIL, NOON.plusSeconds(5), "one_click", "message 7");
        receive(identify(true, 10));

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    private Fact told(String channel, Object answer, int seconds) {
        Map<String, Object> traits = Map.of("consents", Map.of(channel, answer));
        return new Identified(user(camille), NOON.plusSeconds(seconds), traits, "test", true);
    }

    @Test
    void whatAVisitorAnsweredIsNoNewsOnceTheyAreKnown() {
        receive(new Identified(visitor(browser), NOON, Map.of("consents", Map.of("email", true)), "test", true));
        receive(aliased(camille, browser));
        consents.withdraw(id(), ConsentTopic.EMAIL, NOON.plusSeconds(5), "one_click", "message 7");
        receive(identify(true, 10));

        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    private Fact identify(boolean email, int seconds) {
        Map<String, Object> traits = Map.of("firstName", "Camille", "consents", Map.of("email", email));
        return new Identified(user(camille), NOON.plusSeconds(seconds), traits, "test", true);
    }

    @Test
    void anObjectionThroughALinkIsKeptWithItsProof() {
        receive(said("Consent Given", user(camille), "email", NOON));
        consents.withdraw(id(), ConsentTopic.EMAIL, NOON.plusSeconds(5), "unsubscribe_link", "message 7");

        assertThat(consents.of(id(), ConsentTopic.EMAIL))
                .isEqualTo(new Consent(State.WITHDRAWN, "unsubscribe_link", NOON.plusSeconds(5)));
    }

    @Test
    void theStrictestWordSurvivesAMergeAndLateActsDoNotUndoIt() {
        receive(
                said("Consent Given", user(camille), "email", NOON),
                said("Consent Withdrawn", user(camille), "sms", NOON),
                said("Consent Withdrawn", visitor(browser), "email", NOON.minusSeconds(60)),
                said("Consent Given", visitor(browser), "sms", NOON),
                said("Consent Given", visitor(browser), "phone", NOON),
                aliased(camille, browser));

        assertThat(consents.of(id(), ConsentTopic.EMAIL)).isEqualTo(new Consent(State.WITHDRAWN, "merge", NOON));
        assertThat(consents.of(id(), ConsentTopic.SMS).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consents.of(id(), ConsentTopic.PHONE).state()).isEqualTo(State.GRANTED);
        assertThat(ledger()).isEqualTo(7);

        receive(said("Consent Given", user(camille), "email", NOON.minusSeconds(30)));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
        receive(said("Consent Given", user(camille), "email", NOON.plusSeconds(30)));
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
    }

    @Test
    void aMergedContactAnswersAsThePersonItBecame() {
        receive(acted(user(camille), "Page Viewed"), said("Consent Given", visitor(browser), "email", NOON));
        var visitor = new ContactId(jdbc.sql("select contact_id from contact.identity where value = ?")
                .param(browser)
                .query(Long.class)
                .single());
        receive(aliased(camille, browser));
        consents.withdraw(visitor, ConsentTopic.EMAIL, NOON.plusSeconds(1), "unsubscribe_link", "message 7");

        assertThat(visitor).isNotEqualTo(id());
        assertThat(consents.of(id(), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consents.of(visitor, ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    private static Fact said(String name, Who who, String channel, Instant at) {
        return acted(who, name, Map.of("channel", channel, "source", "form"), at);
    }

    private long ledger() {
        return jdbc.sql("select count(*) from consent.ledger where contact_id = ?")
                .param(id().value())
                .query(Long.class)
                .single();
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private ContactId id() {
        return contacts.byUserId(camille).orElseThrow().id();
    }
}
