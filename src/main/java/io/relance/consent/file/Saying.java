package io.relance.consent.file;

import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import java.time.Instant;

/**
 * One line of a file of consents, checked.
 *
 * @param userId the shop's id; null when the person is named by {@code email} or {@code phone} alone
 * @param email as it is kept; null when it does not say
 * @param phone E.164; null when it does not say
 * @param wording null when it does not say, as {@code proof} and {@code actor}
 */
public record Saying(
        int line,
        String userId,
        String email,
        String phone,
        ConsentTopic topic,
        State state,
        Instant at,
        String source,
        String wording,
        String proof,
        String actor) {}
