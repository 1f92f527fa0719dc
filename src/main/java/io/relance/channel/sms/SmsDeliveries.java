package io.relance.channel.sms;

import io.relance.tracking.Reports;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Delivery callbacks, reported once each, whatever their order. */
@Component
class SmsDeliveries {

    private final SmsCallbacks callbacks;
    private final Reports reports;
    private final Clock clock;

    SmsDeliveries(SmsCallbacks callbacks, Reports reports, Clock clock) {
        this.callbacks = callbacks;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Takes a callback about our message; one without SID or status is no callback, one about a message
     * that is gone is about a person who was erased: both are passed over.
     */
    @Transactional
    void calledBack(long message, Map<String, String> params) {
        String sid = params.get("MessageSid");
        String status = params.get("MessageStatus");
        if (sid == null || status == null || !reports.knows(message)) {
            return;
        }
        callbacks.lock(sid);
        boolean settled = callbacks.settled(sid);
        if (callbacks.keep(sid, status, message, params, clock.instant()) && !settled) {
            report(message, status, params);
        }
    }

    private void report(long message, String status, Map<String, String> params) {
        Instant now = clock.instant();
        switch (DeliveryStatus.of(status)) {
            case ARRIVED -> reports.delivered(message, now);
            case LOST -> {
                String code = params.getOrDefault("ErrorCode", status);
                String detail = params.getOrDefault("ErrorMessage", "Twilio: " + status + " " + code);
                reports.undeliverable(message, params.get("To"), code, detail, Answers.suppression(code), now);
            }
            case ON_ITS_WAY -> {}
        }
    }
}
