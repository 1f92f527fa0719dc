package io.relance.shop.wish;

import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * Somebody asked to hear when there is some again; {@code variant} is an id or a sku, empty for any.
 *
 * @param askedAt when they did; of what is kept, when they first did
 */
record StockRequest(ContactId contact, String productId, String variant, Instant askedAt) {}
