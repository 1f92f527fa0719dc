package io.relance.pressure.hearing;

import static io.relance.contact.Facts.aliased;
import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static io.relance.contact.Facts.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.relance.RelanceTest;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.pressure.Ask;
import io.relance.pressure.Hearing;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.Verdict;
import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.Hours;
import io.relance.pressure.setting.PressureSettings;
import io.relance.pressure.setting.SettingHistory;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The shop's own rules at the gate: one e-mail a day, SMS by day. */
@RelanceTest
class CappedTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    /** What is reserved leaves within a minute. */
    private static final Duration WAY = Duration.ofMinutes(1);

    @Autowired
    Pressure pressure;

    @Autowired
    SettingHistory settings;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final String camille = newId("camille");

    @BeforeEach
    void rules() {
        timeline.receive(List.of(identified(
                user(camille),
                Map.of(
                        "email",
                        camille + "@example.org",
                        "phone",
                        "+33639985555",
                        "timezone",
                        "Indian/Reunion",
                        "consents",
                        Map.of("email", true, "sms", true)))));
        rules(new PressureSettings(
                List.of(new Cap(Channel.EMAIL, 1, DAY)),
                List.of(new Hours(Channel.SMS, LocalTime.of(8, 0), LocalTime.of(20, 0)))));
    }

    private void rules(PressureSettings rules) {
        settings.add(new SettingHistory.Change(rules, NOW, "test"));
    }

    @AfterEach
    void withoutRules() {
        db.sql("delete from pressure.setting").update();
    }

    @Test
    void theSecondMessageOfADayWaitsForTheNextAndTheThirdForTheOneAfter() {
        Permit first = permit(ask(NOW));
        assertThat(permit(pressure.confirm(first, NOW)).heldFor()).isNull();
        Permit second = permit(ask(NOW.plusSeconds(60)));
        assertThat(second.heldFor()).isEqualTo("cap_email");
        assertThat(second.from()).isEqualTo(NOW.plus(DAY));
        assertThat(permit(ask(NOW.plusSeconds(120))).from())
                .isEqualTo(NOW.plus(DAY).plus(WAY).plus(DAY));
    }

    @Test
    void inOneTransactionEachSeesTheSlotsOfTheOthers() {
        List<Verdict> verdicts = pressure.requestAll(List.of(asks(NOW), asks(NOW), asks(NOW)));

        assertThat(verdicts)
                .extracting(verdict -> ((Permit) verdict).from())
                .containsExactly(
                        NOW,
                        NOW.plus(WAY).plus(DAY),
                        NOW.plus(WAY).plus(DAY).plus(WAY).plus(DAY));
    }

    @Test
    void whoComesLaterIntoAHearingMakesItForgetNoSlot() {
        String other = newId("dominique");
        timeline.receive(List.of(
                identified(user(other), Map.of("email", other + "@example.org", "consents", Map.of("email", true)))));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            Hearing hearing = pressure.hearing(contacts::findAll);
            assertThat(permit(hearing.request(asks(NOW))).heldFor()).isNull();
            assertThat(permit(hearing.request(new Ask(id(other), Channel.EMAIL, MessageClass.MARKETING, null, NOW)))
                            .heldFor())
                    .isNull();
            assertThat(permit(hearing.request(asks(NOW))).heldFor()).isEqualTo("cap_email");
            hearing.write();
        });
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        pressure.release(permit(ask(NOW)).id());

        assertThat(permit(ask(NOW.plusSeconds(60))).heldFor()).isNull();
    }

    @Test
    void whatIsNotMarketingNeitherWaitsNorCounts() {
        var news = new Ask(id(camille), Channel.EMAIL, MessageClass.TRANSACTIONAL, null, NOW);
        assertThat(permit(pressure.request(news)).heldFor()).isNull();
        assertThat(permit(ask(NOW)).heldFor()).isNull();
        assertThat(permit(pressure.request(news)).heldFor()).isNull();
    }

    @Test
    void aSlotThatIsUsedLaterThanPlannedMovesTheNextOne() {
        Permit first = permit(ask(NOW));
        Permit second = permit(ask(NOW));
        Instant late = NOW.plus(Duration.ofHours(5));

        assertThat(permit(pressure.confirm(first, late)).heldFor()).isNull();
        Permit again = permit(pressure.confirm(second, second.from()));
        assertThat(again.heldFor()).isEqualTo("cap_email");
        assertThat(again.from()).isEqualTo(late.plus(DAY));
        assertThat(permit(pressure.confirm(again, again.from())).heldFor()).isNull();
    }

    @Test
    void whatAllCameDueWhileTheNodeWasDownLeavesOneADayInItsOrder() {
        Permit first = permit(ask(NOW));
        Permit second = permit(ask(NOW));
        Permit third = permit(ask(NOW));
        Instant back = NOW.plus(DAY.multipliedBy(10));

        List<Verdict> verdicts = pressure.confirmAll(List.of(third, second, first), back);
        assertThat(verdicts.stream().map(verdict -> permit(verdict).from()))
                .as("the second waits for the first, the third for both")
                .containsExactly(back.plus(WAY).plus(DAY), back.plus(WAY).plus(DAY), back);
        Instant next = back.plus(WAY).plus(DAY);
        List<Verdict> then = pressure.confirmAll(List.of(second, third), next);
        assertThat(then.stream().map(verdict -> permit(verdict).from())).containsExactly(next, next.plus(DAY));
    }

    @Test
    void zeroIsNever() {
        rules(new PressureSettings(List.of(new Cap(Channel.EMAIL, 0, DAY)), List.of()));

        var refusal = assertThat(ask(NOW)).asInstanceOf(type(Refusal.class)).actual();
        assertThat(refusal.reason()).isEqualTo("cap_email");
        assertThat(refusal.next()).isNull();
        assertThat(refusal.detail()).isEqualTo("The shop sends no marketing by e-mail.");
    }

    @Test
    void whatAVisitorWasSentCountsForThePersonTheVisitorIs() {
        String browser = newId("browser");
        timeline.receive(List.of(identified(
                visitor(browser), Map.of("email", camille + "@example.org", "consents", Map.of("email", true)))));
        ContactId visitor = new ContactId(db.sql("select contact_id from contact.identity where value = ?")
                .param(browser)
                .query(Long.class)
                .single());
        assertThat(permit(pressure.request(new Ask(visitor, Channel.EMAIL, MessageClass.MARKETING, null, NOW)))
                        .heldFor())
                .isNull();
        timeline.receive(List.of(aliased(camille, browser)));

        assertThat(permit(ask(NOW.plusSeconds(60))).heldFor()).isEqualTo("cap_email");
    }

    @Test
    void hoursAreThoseOfThePersonsOwnClock() {
        assertThat(text("2026-03-02T15:59:00Z", null).heldFor()).isNull();
        Permit night = text("2026-03-02T16:00:00Z", null);
        assertThat(night.heldFor()).isEqualTo("quiet_hours");
        assertThat(night.from()).isEqualTo("2026-03-03T04:00:00Z");
    }

    @Test
    void whatIsTooLateWaitsForTheNextHoursUnlessTheyHaveBegunSince() {
        assertThat(text("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z").heldFor())
                .isNull();
        Permit late = text("2026-03-02T09:00:01Z", "2026-03-02T09:00:00Z");
        assertThat(late.heldFor()).isEqualTo("quiet_hours");
        assertThat(late.from()).isEqualTo("2026-03-03T04:00:00Z");
        assertThat(late.waitAfter()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(permit(pressure.confirm(late, late.from())).heldFor())
                .as("it has waited: its hours have come")
                .isNull();
        assertThat(text("2026-03-02T09:00:01Z", "2026-03-01T20:00:00Z").heldFor())
                .as("new hours have begun since")
                .isNull();
    }

    private Permit text(String at, String waitAfter) {
        return permit(pressure.request(new Ask(
                id(camille),
                Channel.SMS,
                MessageClass.MARKETING,
                null,
                Instant.parse(at),
                waitAfter == null ? null : Instant.parse(waitAfter),
                Saying.ANYTHING)));
    }

    private Verdict ask(Instant at) {
        return pressure.request(asks(at));
    }

    private Ask asks(Instant at) {
        return new Ask(id(camille), Channel.EMAIL, MessageClass.MARKETING, null, at);
    }

    private ContactId id(String userId) {
        return contacts.byUserId(userId).map(Contact::id).orElseThrow();
    }

    private static Permit permit(Verdict verdict) {
        return assertThat(verdict).asInstanceOf(type(Permit.class)).actual();
    }
}
