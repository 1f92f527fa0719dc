package io.relance.channel.sms;

import java.util.Locale;

/** How far a message got, by Twilio's words; callbacks come in any order, and the first final state stays. */
enum DeliveryStatus {
    ON_ITS_WAY,
    ARRIVED,
    LOST;

    /** Words Twilio adds later count as on its way. */
    static DeliveryStatus of(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "delivered", "read" -> ARRIVED;
            case "undelivered", "failed", "canceled" -> LOST;
            default -> ON_ITS_WAY;
        };
    }

    boolean isFinal() {
        return this != ON_ITS_WAY;
    }
}
