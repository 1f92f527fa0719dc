package io.relance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Decision;
import io.relance.node.Arrival;
import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.PressureSettings;
import io.relance.pressure.setting.SettingHistory;
import io.relance.shared.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The shop changes its mind about how often it writes, while messages wait. */
class RulesChangeTests extends HurtTest {

    @Autowired
    SettingHistory rules;

    @BeforeEach
    void oneMailADay() {
        set(new PressureSettings(List.of(new Cap(Channel.EMAIL, 1, Duration.ofDays(1))), List.of()));
    }

    @AfterEach
    void withoutRules() {
        db.sql("delete from pressure.setting").update();
    }

    @Test
    void whatWaitsForARuleLeavesWhenTheRuleIsGone() {
        List<String> people = people(3);
        everybody(people, "Letter Wanted");
        everybody(people, "Letter Wanted");
        atRest();
        deploy(Sketch.journey("hurt-other", "Other Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "hurt-letter"))
                .ends("Over"));
        everybody(people, "Other Wanted");
        atRest();
        assertThat(recipients()).containsExactlyInAnyOrderElementsOf(emails(people));
        assertThat(decisions(people.get(0))).anySatisfy(decision -> {
            assertThat(decision.outcome()).isEqualTo(Decision.Outcome.HELD);
            assertThat(decision.detail())
                    .startsWith("No more marketing by e-mail than 1 in 24 hours reaches one person")
                    .contains("This one waits until Tuesday 3 March 2026, ");
        });
        set(PressureSettings.NONE);
        atRest();
        assertThat(db.sql("select state, reason, due_at, attempts from message.outbox")
                        .query()
                        .listOfRows())
                .as("no later than the change")
                .isEmpty();
        assertThat(recipients())
                .as("two letters of one journey and one of the other")
                .containsExactlyInAnyOrderElementsOf(emails(thrice(people)));
    }

    @Test
    void aTighterRuleHoldsWhatIsHeldForLonger() {
        List<String> people = people(1);
        everybody(people, "Letter Wanted");
        atRest();
        everybody(people, "Letter Wanted");
        atRest();
        set(new PressureSettings(List.of(new Cap(Channel.EMAIL, 1, Duration.ofDays(7))), List.of()));
        atRest();
        pass(Duration.ofDays(6), Duration.ofHours(12));
        assertThat(arrivals()).hasSize(1);
        pass(Duration.ofDays(2), Duration.ofHours(12));
        assertThat(arrivals()).hasSize(2);
    }

    @Test
    void whatWouldBeTooLateWhenItMayIsSkippedAtOnceAndTakesNoSlot() {
        deploy(Sketch.journey("hurt-fresh", "Fresh Wanted", Map.of())
                .step("send", "sendEmail", Map.of("template", "hurt-letter", "whenLate", "drop", "lateAfter", "PT2H"))
                .ends("Over"));
        List<String> people = people(1);
        everybody(people, "Letter Wanted");
        atRest();
        everybody(people, "Fresh Wanted");
        everybody(people, "Letter Wanted");
        atRest();
        assertThat(decisions(people.get(0))).anySatisfy(decision -> {
            assertThat(decision.reason()).isEqualTo("content_too_late");
            assertThat(decision.detail()).endsWith("By then it would be too late.");
        });
        pass(Duration.ofHours(25), Duration.ofHours(1));
        assertThat(arrivals()).as("the letter had the next slot").hasSize(2);
    }

    /**
     * Nothing is due any more, nor in the next second: two senders may have one message each of the same person, and
     * the one that comes second puts its own back for a moment rather than wait.
     */
    private void atRest() {
        settle();
        pass(Duration.ofSeconds(1), Duration.ofMillis(250));
    }

    private List<String> recipients() {
        return arrivals().stream().map(Arrival::recipient).toList();
    }

    private static List<String> thrice(List<String> people) {
        return Stream.of(people, people, people).flatMap(List::stream).toList();
    }

    private static List<String> emails(List<String> people) {
        return people.stream().map(HurtTest::email).toList();
    }

    private void set(PressureSettings settings) {
        rules.add(new SettingHistory.Change(settings, clock.instant(), "admin"));
    }
}
