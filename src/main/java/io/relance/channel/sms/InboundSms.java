package io.relance.channel.sms;

import io.relance.message.spi.Sender;
import io.relance.shared.Channel;
import io.relance.tracking.Reports;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages people send to us. */
@Component
class InboundSms {

    private final SmsCallbacks callbacks;
    private final Reports reports;
    private final Sender sender;
    private final Clock clock;

    InboundSms(SmsCallbacks callbacks, Reports reports, Sender sender, Clock clock) {
        this.callbacks = callbacks;
        this.reports = reports;
        this.sender = sender;
        this.clock = clock;
    }

    /** Takes an inbound message, once per SID; one without SID or sender is none and is passed over. */
    @Transactional
    void received(Map<String, String> params) {
        Instant now = clock.instant();
        String sid = params.get("MessageSid");
        String from = params.get("From");
        if (sid == null || from == null || !callbacks.takeInbound(sid, now)) {
            return;
        }
        String text = params.getOrDefault("Body", "");
        switch (OptOut.of(text, params.get("OptOutType"), sender.senderName())) {
            case STOP -> reports.stopped(Channel.SMS, from, text, now);
            case START -> reports.started(Channel.SMS, from, text, now);
            case NEITHER -> reports.replied(Channel.SMS, from, text, now);
        }
    }
}
