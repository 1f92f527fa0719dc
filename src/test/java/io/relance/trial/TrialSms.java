package io.relance.trial;

import io.relance.shared.DueWork;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The Twilio stand-in as a part of the trial. */
@TestConfiguration(proxyBeanMethods = false)
class TrialSms {

    @Bean
    TwilioStandIn trialTwilio(@Value("${twilio.base-url}") URI address, TrialClock clock) {
        return new TwilioStandIn(clock, address.getPort());
    }

    @Bean
    @Order(60)
    DueWork trialCallbacks(TwilioStandIn twilio, Mailbox mailbox, TrialClock clock) {
        return new SmsCallbacks(twilio, mailbox, clock);
    }
}
