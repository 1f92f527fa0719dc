package io.relance.trial;

import io.relance.shared.DueWork;
import io.relance.trial.TwilioStandIn.SentSms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows an SMS: it reaches the mailbox, and the stand-in calls back what became of it. */
class SmsCallbacks implements DueWork {

    private final TwilioStandIn twilio;
    private final Mailbox mailbox;
    private final Clock clock;
    private int collected;

    SmsCallbacks(TwilioStandIn twilio, Mailbox mailbox, Clock clock) {
        this.twilio = twilio;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trial-callbacks";
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        boolean waiting = twilio.hasPendingCallbacks() || twilio.messages().size() > collected;
        return waiting ? Optional.of(clock.instant()) : Optional.empty();
    }

    @Override
    public synchronized void runDue(Instant now) {
        List<SentSms> messages = twilio.messages();
        // A test may make the stand-in forget.
        collected = Math.min(collected, messages.size());
        messages.subList(collected, messages.size()).forEach(this::collect);
        collected = messages.size();
        twilio.deliverCallbacks();
    }

    private void collect(SentSms sms) {
        mailbox.add(new Received(
                "sms", sms.to(), sms.from(), null, sms.body(), null, Map.of("MessageSid", sms.sid()), sms.at()));
    }
}
