package io.relance.message;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.time.Instant;

/**
 * What a step wants sent.
 *
 * @param template the id of a published template for this channel
 * @param cartId the cart it is about; null when none. Asked again before hand-over: bought, emptied?
 * @param orderId the order it is about; null when none
 * @param productId the product it is about; null when none
 * @param dropAfter not to be handed over later than this; null when late is better than never
 * @param waitAfter later than this not before the next hours of its channel begin; null when at any
 */
public record Draft(
        ContactId contact,
        Channel channel,
        String template,
        MessageClass messageClass,
        StepRef step,
        String cartId,
        String orderId,
        String productId,
        Instant dropAfter,
        Instant waitAfter) {}
