package io.relance.message.spi;

import java.time.Instant;
import java.util.Map;

/**
 * A rendered message, ready to leave.
 *
 * @param id ours
 * @param messageId deterministic; the same whenever this message is tried again (RFC 5322 Message-ID for e-mail)
 * @param to address or E.164 number
 * @param toName the person's name; null when unknown
 * @param subject null for SMS
 * @param html null for SMS
 * @param headers extra headers, e-mail only
 * @param at the moment of hand-over by the product's clock
 */
public record Outgoing(
        long id,
        String messageId,
        String to,
        String toName,
        String subject,
        String html,
        String text,
        Map<String, String> headers,
        Instant at) {}
