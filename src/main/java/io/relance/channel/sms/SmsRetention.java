package io.relance.channel.sms;

import io.relance.shared.Retirement;
import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what Twilio called back with is kept; what it meant is with the message and on the timeline.
 *
 * @param smsCallbacks RELANCE_KEPT_SMS_CALLBACKS; longer than a callback may be repeated or a doubt stand
 */
@Validated
@ConfigurationProperties("relance.kept")
record SmsRetention(@DefaultValue("P3M") Period smsCallbacks) implements Retirement {

    @AssertTrue(message = "RELANCE_KEPT_SMS_CALLBACKS accepts a period of at least a month, such as P3M")
    boolean isSmsCallbacksLongEnough() {
        return smsCallbacks.toTotalMonths() >= 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                new Table("channel_sms.callback", "at", smsCallbacks),
                new Table("channel_sms.inbound", "at", smsCallbacks),
                new Table("channel_sms.unreachable", "last_at", smsCallbacks));
    }
}
