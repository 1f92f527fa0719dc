package io.relance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsCallbacksTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    @Test
    void putsEverySmsIntoTheMailboxOnce() {
        var clock = new SettableClock(NOW);
        var mailbox = new Mailbox(folder.resolve("mailbox"));
        try (var twilio = new TwilioStandIn(clock, 0)) {
            var callbacks = new SmsCallbacks(twilio, mailbox, clock);
            twilio.accept("+33639980001", "Bonjour", null);
            assertThat(callbacks.nextDue()).contains(NOW);

            callbacks.runDue(NOW);
            callbacks.runDue(NOW);
            assertThat(callbacks.nextDue()).isEmpty();

            twilio.reset();
            callbacks.runDue(NOW);
            twilio.accept("+33639980001", "Rebonjour", null);
            callbacks.runDue(NOW);
        }

        assertThat(mailbox.to("+33639980001"))
                .extracting(Received::channel, Received::text, Received::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sms", "Bonjour", NOW),
                        org.assertj.core.groups.Tuple.tuple("sms", "Rebonjour", NOW));
    }
}
