package io.relance.pressure.hearing;

import static io.relance.contact.Facts.acted;
import static io.relance.contact.Facts.aliased;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.relance.GateRules;
import io.relance.RelanceTest;
import io.relance.consent.Choices;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Grounds;
import io.relance.consent.Preferences;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.pressure.Ask;
import io.relance.pressure.JourneyClass;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.Verdict;
import io.relance.pressure.ledger.Ledger;
import io.relance.pressure.policy.Gate;
import io.relance.pressure.policy.GateTests;
import io.relance.pressure.setting.SettingHistory;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RelanceTest
class PressureTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final StepRef STEP = new StepRef("abandoned-cart", 3, 42, "remind");

    @Autowired
    Pressure pressure;

    @Autowired
    Ledger ledger;

    @Autowired
    SettingHistory settings;

    @Autowired
    Sources sources;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Preferences preferences;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String camille = newId("camille");
    private final String dominique = newId("dominique");
    private final String browser = newId("browser");
    private final String email = camille + "@example.org";

    @Test
    void aRequestReservesASlotAndReleaseGivesItBack() {
        receive(consenting(user(camille)));
        Permit permit = permit(pressure.request(ask(Channel.EMAIL)));

        assertThat(permit)
                .isEqualTo(new Permit(
                        permit.id(),
                        id(camille),
                        Channel.EMAIL,
                        MessageClass.MARKETING,
                        email,
                        NOW,
                        null,
                        null,
                        ZoneId.of("Europe/Paris")));
        assertThat(state(permit)).isEqualTo("reserved");
        assertThat(jdbc.sql("select journey, version, enrolment, step from pressure.permit where id = ?")
                        .param(permit.id())
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("journey", "abandoned-cart", "version", 3, "enrolment", 42L, "step", "remind"));
        pressure.release(permit.id());
        assertThat(state(permit)).isEqualTo("released");
    }

    @Test
    void aRefusalAndAConsiderationReserveNothing() {
        receive(consenting(user(camille)));

        assertThat(pressure.request(ask(Channel.SMS))).isInstanceOf(Refusal.class);
        assertThat(pressure.consider(ask(Channel.EMAIL))).isInstanceOf(Permit.class);
        assertThat(slots()).isZero();
    }

    @Test
    void aConfirmedPermitIsUsed() {
        receive(consenting(user(camille)));
        Permit permit = permit(pressure.request(ask(Channel.EMAIL)));

        assertThat(pressure.confirm(permit, NOW)).isEqualTo(permit);
        assertThat(state(permit)).isEqualTo("used");
    }

    @Test
    void aPermitFallsWithTheConsentItStoodOn() {
        receive(consenting(user(camille)));
        Permit permit = permit(pressure.request(ask(Channel.EMAIL)));
        consents.withdraw(id(camille), ConsentTopic.EMAIL, NOW, "unsubscribe_link", "message 7");

        assertThat(reason(pressure.confirm(permit, NOW.plusSeconds(1)))).isEqualTo("consent_withdrawn");
        assertThat(state(permit)).isEqualTo("reserved");
    }

    @Test
    void aTopicThatIsSwitchedOffMeanwhileIsHeardWhateverTheRules() {
        GateRules.none(jdbc);
        try {
            receive(consenting(user(camille)));
            Saying news = new Saying("news", null, null, "news", JourneyClass.STANDARD, 50, true, null);
            Permit permit = permit(pressure.request(
                    new Ask(id(camille), Channel.EMAIL, MessageClass.MARKETING, STEP, NOW, null, news)));
            preferences.choose(
                    id(camille),
                    new Choices(Set.of("news"), null),
                    Grounds.ofPerson(NOW, "preferences", null, "message 7"));

            assertThat(reason(pressure.confirm(permit, NOW.plusSeconds(1)))).isEqualTo("consent_topic_off");
        } finally {
            GateRules.usual(jdbc);
        }
    }

    @Test
    void aPermitFollowsThePersonToANewAddress() {
        receive(consenting(user(camille)));
        Permit permit = permit(pressure.request(ask(Channel.EMAIL)));
        receive(identified(user(camille), Map.of("email", "new-" + email)));

        assertThat(permit(pressure.confirm(permit, NOW)).address()).isEqualTo("new-" + email);
        suppressions.suppress(Channel.EMAIL, "new-" + email, "hard_bounce", NOW, "smtp");
        assertThat(reason(pressure.confirm(permit, NOW))).isEqualTo("suppressed_hard_bounce");
    }

    @Test
    void stopFromANumberSilencesEverybodyWhoHasIt() {
        var traits = Map.<String, Object>of("phone", "+33 6 39 98 55 55", "consents", Map.of("sms", true));
        receive(identified(user(camille), traits), identified(user(dominique), traits));
        assertThat(pressure.consider(ask(camille, Channel.SMS))).isInstanceOf(Permit.class);
        assertThat(pressure.consider(ask(dominique, Channel.SMS))).isInstanceOf(Permit.class);

        suppressions.suppress(Channel.SMS, "+33639985555", "stop", NOW, "sms");
        assertThat(reason(pressure.consider(ask(camille, Channel.SMS)))).isEqualTo("suppressed_stop");
        assertThat(reason(pressure.consider(ask(dominique, Channel.SMS)))).isEqualTo("suppressed_stop");

        suppressions.lift(Channel.SMS, "+33639985555", "stop", NOW, "sms");
        assertThat(pressure.consider(ask(dominique, Channel.SMS))).isInstanceOf(Permit.class);
    }

    @Test
    void aHeldPermitIsHeldAgainOrUsedWhenItIsConfirmed() {
        receive(consenting(user(camille)));
        Instant morning = NOW.plus(Duration.ofHours(12));
        var gate = new Gate(List.of(GateTests.until("quiet_hours", morning)));
        var quiet = new HeardPressure(new Hearings(gate, ledger, settings, sources, contacts), ledger, contacts, clock);

        Permit held = permit(quiet.request(ask(Channel.EMAIL)));
        assertThat(held.from()).isEqualTo(morning);
        assertThat(held.heldFor()).isEqualTo("quiet_hours");
        assertThat(permit(quiet.confirm(held, NOW.plusSeconds(60))).heldFor()).isEqualTo("quiet_hours");
        assertThat(state(held)).isEqualTo("reserved");

        Permit free = permit(quiet.confirm(held, morning));
        assertThat(free.from()).isEqualTo(morning);
        assertThat(free.heldFor()).isNull();
        assertThat(state(held)).isEqualTo("used");
    }

    @Test
    void aPermitOfAVisitorStandsForThePersonTheVisitorBecame() {
        receive(acted(user(camille), "Page Viewed"), consenting(visitor(browser)));
        ContactId visitor = new ContactId(jdbc.sql("select contact_id from contact.identity where value = ?")
                .param(browser)
                .query(Long.class)
                .single());
        Ask ask = new Ask(visitor, Channel.EMAIL, MessageClass.MARKETING, STEP, NOW);
        Permit permit = permit(pressure.request(ask));
        receive(aliased(camille, browser));

        assertThat(slots()).isEqualTo(1);
        assertThat(permit(pressure.confirm(permit, NOW)).contact()).isEqualTo(id(camille));
        assertThat(permit(pressure.consider(ask)).contact()).isEqualTo(id(camille));
    }

    @Test
    void manyAsksAreAnsweredInTheirOrder() {
        receive(consenting(user(camille)), acted(user(dominique), "Page Viewed"));
        var stranger = new Ask(new ContactId(999_999_999), Channel.EMAIL, MessageClass.MARKETING, null, NOW);

        var verdicts = pressure.requestAll(List.of(
                ask(dominique, Channel.EMAIL), stranger, ask(camille, Channel.EMAIL), ask(camille, Channel.PHONE)));

        assertThat(reason(verdicts.get(0))).isEqualTo("content_no_address");
        assertThat(reason(verdicts.get(1))).isEqualTo("content_no_address");
        assertThat(permit(verdicts.get(2)).address()).isEqualTo(email);
        assertThat(reason(verdicts.get(3))).isEqualTo("content_no_address");
    }

    private Fact consenting(Who who) {
        return identified(who, Map.of("email", email, "consents", Map.of("email", true)));
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private Ask ask(Channel channel) {
        return ask(camille, channel);
    }

    private Ask ask(String userId, Channel channel) {
        return new Ask(id(userId), channel, MessageClass.MARKETING, STEP, NOW);
    }

    private ContactId id(String userId) {
        return contacts.byUserId(userId).map(Contact::id).orElseThrow();
    }

    private static Permit permit(Verdict verdict) {
        return assertThat(verdict).asInstanceOf(type(Permit.class)).actual();
    }

    private static String reason(Verdict verdict) {
        return assertThat(verdict).asInstanceOf(type(Refusal.class)).actual().reason();
    }

    private String state(Permit permit) {
        return jdbc.sql("select state from pressure.permit where id = ?")
                .param(permit.id())
                .query(String.class)
                .single();
    }

    private long slots() {
        return jdbc.sql("select count(*) from pressure.permit where contact_id = ?")
                .param(id(camille).value())
                .query(Long.class)
                .single();
    }
}
