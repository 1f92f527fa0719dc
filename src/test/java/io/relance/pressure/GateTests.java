package io.relance.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Consent.State;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTests {

    private static final Candidate CANDIDATE =
            PoliciesTests.candidate(Channel.EMAIL, MessageClass.MARKETING, "camille@example.org", State.GRANTED, null);
    private static final Instant NOW = CANDIDATE.at();
    private static final Policy NEVER = candidate -> Optional.of(new Refusal("never", "Never.", null));

    @Test
    void withoutAnObjectionWeMaySpeakAtOnce() {
        assertThat(new Gate(List.of()).ask(CANDIDATE)).isEqualTo(open(NOW, null));
    }

    @Test
    void aRefusalThatTimeCuresBecomesAHold() {
        var gate = new Gate(List.of(until("quiet_hours", hours(3))));

        assertThat(gate.ask(CANDIDATE)).isEqualTo(open(hours(3), "quiet_hours"));
    }

    @Test
    void theLongestHoldCounts() {
        var gate = new Gate(List.of(until("quiet_hours", hours(3)), until("cap_email", hours(20))));

        assertThat(gate.ask(CANDIDATE)).isEqualTo(open(hours(20), "cap_email"));
    }

    @Test
    void theMomentAHoldLeadsToIsAskedAboutAgain() {
        Policy night =
                candidate -> candidate.at().equals(hours(20)) ? refusal("quiet_hours", hours(30)) : Optional.empty();
        var gate = new Gate(List.of(until("cap_email", hours(20)), night));

        assertThat(gate.ask(CANDIDATE)).isEqualTo(open(hours(30), "cap_email"));
    }

    @Test
    void whatTimeDoesNotCureRefusesEvenWhereAnotherPolicyWouldHold() {
        var gate = new Gate(List.of(until("quiet_hours", hours(3)), NEVER));

        assertThat(gate.ask(CANDIDATE).refusal().reason()).isEqualTo("never");
    }

    @Test
    void policiesThatDoNotAgreeHoldUntilTheyAreAskedAgain() {
        Policy tomorrow = candidate -> refusal("cap_email", candidate.at().plus(Duration.ofDays(1)));

        assertThat(new Gate(List.of(tomorrow)).ask(CANDIDATE)).isEqualTo(open(hours(50 * 24), "cap_email"));
    }

    static Policy until(String reason, Instant moment) {
        return candidate -> candidate.at().isBefore(moment) ? refusal(reason, moment) : Optional.empty();
    }

    private static Optional<Refusal> refusal(String reason, Instant next) {
        return Optional.of(new Refusal(reason, "Not yet.", next));
    }

    private static Instant hours(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }

    private static Gate.Answer open(Instant from, String heldFor) {
        return new Gate.Answer(null, new Gate.Opening(from, heldFor, heldFor == null ? null : "Not yet."));
    }
}
