package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A duration that would let nodes take each other's batches is refused at the start. */
class SendingSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT24H, PT1M, RELANCE_SENDING_LEASE",
        "PT2M, PT-1S, PT1M, RELANCE_SENDING_GIVE_UP_AFTER",
        "PT2M, PT24H, PT0S, RELANCE_SENDING_LOOK_AFTER",
    })
    void takesPositiveDurationsOnly(Duration lease, Duration giveUpAfter, Duration lookAfter, String setting) {
        assertThatThrownBy(() -> new Sending(4, 100, lease, 12, giveUpAfter, lookAfter, null))
                .hasMessageStartingWith(setting + " is '")
                .hasMessageContaining("positive");
    }
}
