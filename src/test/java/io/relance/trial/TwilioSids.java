package io.relance.trial;

import java.util.UUID;

/** Identifiers in Twilio's shape: two letters and 32 hexadecimal digits. */
final class TwilioSids {

    private TwilioSids() {}

    static String next(String kind) {
        return kind + UUID.randomUUID().toString().replace("-", "");
    }
}
