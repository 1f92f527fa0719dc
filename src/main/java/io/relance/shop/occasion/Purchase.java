package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import java.time.Instant;

/** So many pieces of a product in one order. */
record Purchase(ContactId contact, String productId, String sku, String category, int quantity, Instant at) {}
