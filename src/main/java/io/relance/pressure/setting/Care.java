package io.relance.pressure.setting;

import java.time.Duration;

/**
 * Rules that are one number or one yes each; null, or false, is no rule.
 *
 * @param holdBack how long what would take the last slot of a cap waits for something stronger; null: not at all
 * @param spread over how long what was held is let go; null: all at once
 * @param refusedCall how long nobody calls who refused to be called
 * @param openCase how long a support case that nobody closes silences marketing at most
 * @param sameContent whether a template goes once only for a cart or an order
 * @param sameOffer how long one offer goes by one channel only
 * @param keyDays whether newsletters and low journeys pause on a day on which a key journey speaks
 * @param coldAfter who did nothing for this long gets no newsletters and nothing low
 * @param transactionalCounts whether transactional messages, which no cap stops, take its slots
 */
public record Care(
        Duration holdBack,
        Duration spread,
        Duration refusedCall,
        Duration openCase,
        boolean sameContent,
        Duration sameOffer,
        boolean keyDays,
        Duration coldAfter,
        boolean transactionalCounts) {

    /** Without any. */
    public static final Care NONE = new Care(null, null, null, null, false, null, false, null, false);

    /** Where nobody ever set any. */
    public static final Care DEFAULT = new Care(
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofDays(60),
            Duration.ofDays(30),
            true,
            Duration.ofDays(1),
            true,
            Duration.ofDays(180),
            false);

    /** Whether one of them looks at what was said before. */
    boolean looksBack() {
        return sameContent || sameOffer != null || keyDays;
    }
}
