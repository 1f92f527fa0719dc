package io.relance.pressure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Choices;
import io.relance.pressure.JourneyClass;
import io.relance.pressure.Refusal;
import io.relance.pressure.Saying;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.Care;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy, by channel, class and moment; the settings are those nobody changed, unless a line says so. */
class PolicyTableTests {

    private static final Instant NOW = Candidates.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void theOrderIsFixedAndVisible() {
        assertThat(Gate.ofAll().opinions(Candidates.by(Channel.EMAIL).make()))
                .extracting(Gate.Opinion::code)
                .containsExactly(
                        "content_no_address",
                        "suppressed",
                        "consent",
                        "quiet_hours",
                        "open_case",
                        "cap",
                        "priority",
                        "same_content",
                        "cold_contact");
    }

    static Stream<Arguments> cases() {
        Saying newsletter = Candidates.saying(JourneyClass.NEWSLETTER, 20);
        Saying low = Candidates.saying(JourneyClass.LOW, 30);
        Saying key = Candidates.saying(JourneyClass.KEY, 100);
        Saying news = new Saying("news", null, null, "news", JourneyClass.STANDARD, 50, true, null);
        Choices without = new Choices(Set.of("news"), null);
        Choices paused = new Choices(Set.of(), NOW.plus(DAY));
        Choices pausedOnce = new Choices(Set.of(), NOW);
        return Stream.of(
                // what, the code, the next moment; none of both where it may go now
                of("topic off", email().choosing(without).saying(news), "consent_topic_off", null),
                of("another topic", email().choosing(without), null, null),
                of("topic off, transactional", transactional().choosing(without).saying(news), null, null),
                of("paused", email().choosing(paused), "consent_paused", NOW.plus(DAY)),
                of("paused, transactional", transactional().choosing(paused), null, null),
                of("pause over to the second", email().choosing(pausedOnce), null, null),
                of("case open", email().silent(Kind.CASE, NOW), "open_case", NOW.plus(DAY.multipliedBy(30))),
                of("case open, SMS", sms().silent(Kind.CASE, NOW), "open_case", NOW.plus(DAY.multipliedBy(30))),
                of("case open, advisor", phone().silent(Kind.CASE, NOW), null, null),
                of("case open, transactional", transactional().silent(Kind.CASE, NOW), null, null),
                of("case forgotten", email().silent(Kind.CASE, NOW.minus(DAY.multipliedBy(30))), null, null),
                of(
                        "refused call",
                        phone().silent(Kind.REFUSED_CALL, NOW),
                        "cap_refused_call",
                        Instant.parse("2026-05-04T08:00:00Z")),
                of("refused call, e-mail", email().silent(Kind.REFUSED_CALL, NOW), null, null),
                of("refused long ago", phone().silent(Kind.REFUSED_CALL, days(-60)), null, null),
                of("cold, newsletter", email().cold().saying(newsletter), "cold_contact", null),
                of("cold, low", email().cold().saying(low), "cold_contact", null),
                of("cold, standard", email().cold(), null, null),
                of("cold, transactional", transactional().cold().saying(newsletter), null, null),
                of("one e-mail today", used(email(), Channel.EMAIL, 1), null, null),
                of("two e-mails today", used(email(), Channel.EMAIL, 2), "cap_email", midnight(1)),
                of("two e-mails today, SMS", used(sms(), Channel.EMAIL, 2).onlyAsking(), null, null),
                of("two e-mails today, transactional", used(transactional(), Channel.EMAIL, 2), null, null),
                of("an SMS this week", used(sms(), Channel.SMS, 1), "cap_sms", days(7).minusSeconds(3600)),
                of("four calls", used(phone(), Channel.PHONE, 4), "cap_phone", Instant.parse("2026-04-01T08:00:00Z")),
                of("three calls", used(phone(), Channel.PHONE, 3), null, null),
                of(
                        "a key journey today, newsletter",
                        keyToday(key).saying(newsletter),
                        "priority_key_day",
                        midnight(1)),
                of("a key journey today, low", keyToday(key).saying(low), "priority_key_day", midnight(1)),
                of("a key journey today, standard", keyToday(key), null, null),
                of("a key journey yesterday, low", keyYesterday(key).saying(low), null, null));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("cases")
    void decide(String what, Candidates candidate, String reason, Instant next) {
        Gate.Answer answer = Gate.ofAll().ask(candidate.make());
        String held = answer.held() == null ? null : answer.held().reason();
        String said = answer.refusal() == null ? held : answer.refusal().reason();

        assertThat(said).isEqualTo(reason);
        if (reason != null) {
            assertThat(answer.refusal() == null ? answer.from() : null).isEqualTo(next);
        }
    }

    @Test
    void everyAnswerIsASentenceInBothLanguagesWithWhatWasLookedAt() {
        List<Refusal> refusals = new ArrayList<>();
        cases().map(each -> ((Candidates) each.get()[1]).make())
                .forEach(candidate -> Gate.ofAll().opinions(candidate).stream()
                        .map(Gate.Opinion::refusal)
                        .filter(refusal -> refusal != null)
                        .forEach(refusals::add));
        assertThat(refusals).hasSizeGreaterThan(10).allSatisfy(refusal -> {
            assertThat(refusal.detail()).endsWith(".").doesNotContain("null", "_");
            assertThat(refusal.why().french()).endsWith(".").doesNotContain("null", "_");
            assertThat(refusal.why().inputs()).isNotEmpty();
        });
    }

    @ParameterizedTest(name = "{0} told before, {1} against {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // who asks, who has a slot that is not used yet; the last slot of a cap of one
                "new,   50, 70, priority_outranked",
                "new,   50, 50, cap_email",
                "new,   70, 50, -",
                "own,   50, 70, priority_outranked",
                "own,   70, 50, -",
                "first, 50, 50, -",
                "last,  50, 50, cap_email",
            })
    void theStrongerOfTwoHasTheLastSlot(String who, int mine, int theirs, String reason) {
        Saying weak = Candidates.saying(JourneyClass.STANDARD, mine);
        Candidates candidate = email().under(oneADay())
                .told(5, Channel.EMAIL, NOW, false, Candidates.saying(JourneyClass.STANDARD, theirs));
        switch (who) {
            case "new" -> candidate.saying(weak);
            case "own" -> candidate.having(3, NOW, weak);
            case "first" -> candidate.having(4, NOW, weak);
            default -> candidate.having(6, NOW, weak);
        }
        Gate.Answer answer = Gate.ofAll().ask(candidate.make());

        assertThat(answer.held() == null ? null : answer.held().reason()).isEqualTo(reason);
        if (reason != null) {
            assertThat(answer.held().inputs().get("competing").toString()).contains("journey-5");
        }
    }

    @Test
    void whoWasOvertakenIsToldByWhom() {
        Gate.Answer answer = Gate.ofAll()
                .ask(email().under(oneADay())
                        .having(3, NOW, Candidates.saying(JourneyClass.STANDARD, 50))
                        .told(5, Channel.EMAIL, NOW, true, Candidates.saying(JourneyClass.KEY, 90))
                        .make());

        assertThat(answer.held().reason()).isEqualTo("priority_outranked");
        assertThat(answer.held().detail()).contains("journey-5");
        assertThat(answer.from()).isEqualTo(NOW.plus(DAY));
    }

    @Test
    void whatWouldTakeTheLastSlotWaitsAMomentButTheStrongestDoesNot() {
        Gate gate = Gate.ofAll();
        Candidates last = used(email(), Channel.EMAIL, 1);

        Gate.Answer held = gate.ask(last.under(holdingBack()).make());
        assertThat(held.held().reason()).isEqualTo("priority_hold_back");
        assertThat(held.from()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(gate.ask(last.saying(Candidates.saying(JourneyClass.KEY, 100))
                                .make())
                        .held())
                .isNull();
        assertThat(gate.ask(email().under(holdingBack()).make()).held())
                .as("two more may go today")
                .isNull();
        assertThat(gate.ask(last.saying(Saying.ANYTHING).onlyAsking().make()).held())
                .as("who only asks may")
                .isNull();
    }

    @Test
    void aStepThatDoesNotWaitIsHeldBackAllTheSameAndElseRefused() {
        Saying impatient = new Saying("t", null, null, null, JourneyClass.STANDARD, 50, false, null);
        Gate gate = Gate.ofAll();

        assertThat(gate.ask(used(email(), Channel.EMAIL, 1)
                                .under(holdingBack())
                                .saying(impatient)
                                .make())
                        .held()
                        .reason())
                .isEqualTo("priority_hold_back");
        Refusal refusal = gate.ask(
                        used(email(), Channel.EMAIL, 2).saying(impatient).make())
                .refusal();
        assertThat(refusal.reason()).isEqualTo("cap_email");
        assertThat(refusal.next()).isEqualTo(midnight(1));
        assertThat(refusal.detail()).endsWith("This step does not wait.");
    }

    @Test
    void nothingIsHeldBackOutOfItsHoursOrUntilItIsTooLate() {
        Gate gate = Gate.ofAll();
        Instant saturdayBeforeEight = Instant.parse("2026-03-07T18:55:00Z");
        Saying soon = new Saying("t", null, null, null, JourneyClass.STANDARD, 50, true, NOW.plusSeconds(300));

        assertThat(gate.ask(sms().at(saturdayBeforeEight).make()).held()).isNull();
        assertThat(gate.ask(sms().saying(soon).make()).held()).isNull();
        assertThat(gate.ask(sms().make()).held().reason()).isEqualTo("priority_hold_back");
    }

    @ParameterizedTest(name = "the same template about {0}, then {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {"cart:1, cart:1, same_content", "cart:1, cart:2, -", "order:1, order:1, same_content", "-, -, -"})
    void aTemplateGoesOnceForACartOrAnOrder(String before, String now, String reason) {
        Refusal refusal = Gate.ofAll()
                .ask(email().told(1, Channel.EMAIL, days(-20), true, about(before))
                        .saying(about(now))
                        .make())
                .refusal();
        assertThat(refusal == null ? null : refusal.reason()).isEqualTo(reason);
    }

    @Test
    void ofTwoThatSayTheSameTheFirstMayLeave() {
        Saying about = about("cart:1");
        Gate gate = Gate.ofAll();
        assertThat(gate.ask(email().having(1, NOW, about)
                                .told(2, Channel.EMAIL, NOW, false, about)
                                .make())
                        .refusal())
                .isNull();
        assertThat(gate.ask(email().having(2, NOW, about)
                                .told(1, Channel.EMAIL, NOW, false, about)
                                .make())
                        .refusal()
                        .reason())
                .isEqualTo("same_content");
    }

    @Test
    void anOfferGoesByOneChannelADay() {
        Saying offer = new Saying("t", null, "free-shipping", null, JourneyClass.STANDARD, 100, true, null);
        Gate.Answer answer = Gate.ofAll()
                .ask(sms().told(1, Channel.EMAIL, NOW.minusSeconds(60), true, offer)
                        .saying(offer)
                        .make());
        assertThat(answer.held().reason()).isEqualTo("same_content");
        assertThat(answer.from()).isEqualTo(NOW.minusSeconds(60).plus(DAY));
        assertThat(Gate.ofAll()
                        .ask(email().told(1, Channel.EMAIL, NOW.minusSeconds(60), true, offer)
                                .saying(offer)
                                .make())
                        .held())
                .as("by the same channel it may")
                .isNull();
    }

    @Test
    void aSegmentsCapStandsInThePlaceOfEverybodys() {
        PressureSettings settings = new PressureSettings(
                List.of(new Cap(Channel.EMAIL, 1, DAY), new Cap(Channel.EMAIL, 3, DAY, "vip")), List.of());
        Gate gate = Gate.ofAll();

        assertThat(gate.ask(used(email(), Channel.EMAIL, 1).under(settings).make())
                        .held())
                .isNotNull();
        assertThat(gate.ask(used(email(), Channel.EMAIL, 1)
                                .under(settings)
                                .segments("vip")
                                .make())
                        .held())
                .isNull();
    }

    private static Arguments of(String what, Candidates candidate, String reason, Instant next) {
        return Arguments.of(what, candidate, reason, next);
    }

    private static Candidates email() {
        return Candidates.by(Channel.EMAIL).under(withoutHoldBack());
    }

    private static Candidates sms() {
        return Candidates.by(Channel.SMS).to("+33639980001");
    }

    private static Candidates phone() {
        return Candidates.by(Channel.PHONE).to("+33639980001");
    }

    private static Candidates transactional() {
        return email().of(MessageClass.TRANSACTIONAL);
    }

    /** So many were said in the last hours. */
    private static Candidates used(Candidates candidate, Channel channel, int count) {
        for (int hour = 1; hour <= count; hour++) {
            candidate.told(hour, channel, NOW.minusSeconds(hour * 3600L), true, Saying.ANYTHING);
        }
        return candidate;
    }

    private static Candidates keyToday(Saying key) {
        return email().told(1, Channel.SMS, NOW.plusSeconds(3600), false, key);
    }

    private static Candidates keyYesterday(Saying key) {
        return email().told(1, Channel.SMS, NOW.minus(DAY), true, key);
    }

    private static Saying about(String key) {
        return new Saying("cart-reminder-1", key, null, null, JourneyClass.STANDARD, 50, true, null);
    }

    private static PressureSettings oneADay() {
        return new PressureSettings(List.of(new Cap(Channel.EMAIL, 1, DAY)), List.of());
    }

    private static PressureSettings holdingBack() {
        return PressureSettings.DEFAULT;
    }

    /** Those nobody changed, but nothing waits for something stronger. */
    private static PressureSettings withoutHoldBack() {
        Care care = Care.DEFAULT;
        return new PressureSettings(
                PressureSettings.DEFAULT.caps(),
                PressureSettings.DEFAULT.hours(),
                new Care(
                        null,
                        care.spread(),
                        care.refusedCall(),
                        care.openCase(),
                        care.sameContent(),
                        care.sameOffer(),
                        care.keyDays(),
                        care.coldAfter(),
                        care.transactionalCounts()));
    }

    private static Instant days(int days) {
        return NOW.plus(DAY.multipliedBy(days));
    }

    /** The start of a day in Paris, so many days from now, in winter. */
    private static Instant midnight(int days) {
        return Instant.parse("2026-03-01T23:00:00Z").plus(DAY.multipliedBy(days));
    }
}
