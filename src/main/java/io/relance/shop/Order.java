package io.relance.shop;

import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.time.Instant;
import java.util.List;

/** An order as the shop last told us; {@code status} is completed, updated, cancelled or refunded. */
public record Order(
        ContactId contact, String orderId, String status, List<CartLine> lines, Money total, Instant completedAt) {}
