package io.relance.channel.sms;

import io.relance.tracking.Reports;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Delivery callbacks, reported once each, whatever their order. */
@Component
class SmsDeliveries {

    private static final Logger log = LoggerFactory.getLogger(SmsDeliveries.class);

    private final SmsCallbacks callbacks;
    private final Unreachable unreachable;
    private final Reports reports;
    private final Clock clock;

    SmsDeliveries(SmsCallbacks callbacks, Unreachable unreachable, Reports reports, Clock clock) {
        this.callbacks = callbacks;
        this.unreachable = unreachable;
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
        String number = params.get("To");
        switch (DeliveryStatus.of(status)) {
            case ARRIVED -> {
                if (number != null) {
                    unreachable.arrived(number);
                }
                reports.delivered(message, now);
            }
            case LOST -> {
                String code = params.getOrDefault("ErrorCode", status);
                String detail = params.getOrDefault("ErrorMessage", "Twilio: " + status + " " + code);
                if (Answers.isAlarming(code)) {
                    log.error("Twilio does not carry our messages as they are: {} {}", code, detail);
                }
                reports.undeliverable(message, number, code, detail, suppression(code, number, now), now);
            }
            case ON_ITS_WAY -> {}
        }
    }

    private String suppression(String code, String number, Instant now) {
        boolean gone = Answers.isPassing(code) && number != null && unreachable.inVain(number, now);
        return gone ? Answers.UNREACHABLE : Answers.suppression(code);
    }
}
