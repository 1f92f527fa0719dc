package io.relance.shared;

import java.math.BigDecimal;

/** An amount with its ISO 4217 currency, upper case. */
public record Money(BigDecimal amount, String currency) {}
