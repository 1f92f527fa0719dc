package io.relance.node;

/**
 * One mail as it reached the SMTP server.
 *
 * @param messageId its Message-ID, with its brackets
 * @param recipient the address in {@code RCPT TO}
 * @param at milliseconds since 1970, when its last byte was there
 * @param body all of it, header included, where the sink keeps bodies; else empty
 */
public record Arrival(String messageId, String recipient, long at, String body) {}
