package io.relance.trial;

import java.time.Instant;
import java.util.Map;

/**
 * A message that reached the SMTP server or the SMS stand-in.
 *
 * @param channel {@code email} or {@code sms}
 * @param to the address or number it was handed over for; a mail to two people is received twice
 * @param subject null for an SMS
 * @param text the text part; the body of an SMS
 * @param html null for an SMS
 * @param headers a mail's, unfolded; what an SMS was sent with
 * @param at by the product's clock
 */
public record Received(
        String channel,
        String to,
        String from,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        Instant at) {}
