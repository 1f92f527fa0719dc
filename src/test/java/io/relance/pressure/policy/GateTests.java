package io.relance.pressure.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.pressure.Refusal;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class GateTests {

    private static final Candidate CANDIDATE = Candidates.by(Channel.EMAIL).make();
    private static final Instant NOW = CANDIDATE.at();
    private static final Policy NEVER =
            Candidates.policy("never", candidate -> Optional.of(new Refusal("never", "Never.", null)));

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
        Policy night = Candidates.policy(
                "quiet_hours",
                candidate -> candidate.at().equals(hours(20)) ? refusal("quiet_hours", hours(30)) : Optional.empty());
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
        Policy tomorrow = Candidates.policy(
                "cap", candidate -> refusal("cap_email", candidate.at().plus(Duration.ofDays(1))));

        assertThat(new Gate(List.of(tomorrow)).ask(CANDIDATE)).isEqualTo(open(hours(50 * 24), "cap_email"));
    }

    /** Says "not yet" until a moment. */
    public static Policy until(String reason, Instant moment) {
        return Candidates.policy(
                reason, candidate -> candidate.at().isBefore(moment) ? refusal(reason, moment) : Optional.empty());
    }

    private static Optional<Refusal> refusal(String reason, Instant next) {
        return Optional.of(new Refusal(reason, "Not yet.", next));
    }

    private static Instant hours(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }

    private static Gate.Answer open(Instant from, String heldFor) {
        return new Gate.Answer(null, from, heldFor == null ? null : Why.of(heldFor, "Not yet."));
    }
}
