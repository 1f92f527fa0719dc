package io.relance.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Consent.State;
import io.relance.shared.ContactId;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTests {

    @ParameterizedTest(name = "{0} on day {1}, then we hear of {2} on day {3}: {4}")
    @CsvSource({
        "UNKNOWN,     0, GRANTED,     5, GRANTED",
        "UNKNOWN,     0, SOFT_OPT_IN, 5, SOFT_OPT_IN",
        "GRANTED,     5, WITHDRAWN,   6, WITHDRAWN",
        "GRANTED,     5, WITHDRAWN,   5, WITHDRAWN",
        "GRANTED,     5, WITHDRAWN,   4, GRANTED",
        "WITHDRAWN,   5, GRANTED,     6, GRANTED",
        "WITHDRAWN,   5, GRANTED,     5, GRANTED",
        "WITHDRAWN,   5, GRANTED,     4, WITHDRAWN",
        "DENIED,      5, GRANTED,     6, GRANTED",
        "DENIED,      5, SOFT_OPT_IN, 6, DENIED",
        "WITHDRAWN,   5, SOFT_OPT_IN, 6, WITHDRAWN",
        "GRANTED,     5, SOFT_OPT_IN, 6, GRANTED",
        "SOFT_OPT_IN, 5, GRANTED,     4, GRANTED",
        "SOFT_OPT_IN, 5, WITHDRAWN,   4, WITHDRAWN"
    })
    void theMostRecentExplicitActCounts(State before, int beforeDay, State act, int actDay, State after) {
        assertThat(Precedence.after(word(before, beforeDay), word(act, actDay)).state())
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTED, WITHDRAWN, WITHDRAWN",
        "GRANTED, DENIED, DENIED",
        "GRANTED, SOFT_OPT_IN, GRANTED",
        "GRANTED, UNKNOWN, GRANTED",
        "SOFT_OPT_IN, UNKNOWN, SOFT_OPT_IN",
        "WITHDRAWN, DENIED, WITHDRAWN",
        "UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void theStricterOfTwoCountsWhicheverIsWhose(State one, State other, State stricter) {
        assertThat(Precedence.stricter(word(one, 5), word(other, 6)).state()).isEqualTo(stricter);
        assertThat(Precedence.stricter(word(other, 5), word(one, 6)).state()).isEqualTo(stricter);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, api, DENIED",
        "DENIED, api, DENIED",
        "GRANTED, api, WITHDRAWN",
        "SOFT_OPT_IN, api, WITHDRAWN",
        "WITHDRAWN, api, WITHDRAWN",
        "UNKNOWN, preference-centre, WITHDRAWN"
    })
    void noInAnIdentifyIsDeniedWhereNothingWasGranted(State before, String source, State state) {
        var act = new Act(
                new ContactId(1), ConsentTopic.SMS, State.WITHDRAWN, "objection", day(5), source, null, null, "test");
        assertThat(act.inLightOf(word(before, 4)).state()).isEqualTo(state);
    }

    private static Consent word(State state, int day) {
        return state == State.UNKNOWN ? Precedence.UNKNOWN : new Consent(state, "test", day(day));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-02-%02dT12:00:00Z".formatted(day));
    }
}
