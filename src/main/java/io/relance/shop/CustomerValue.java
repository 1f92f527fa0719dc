package io.relance.shop;

import java.math.BigDecimal;

/**
 * What a contact has been worth to the shop.
 *
 * @param orders how many they completed and neither cancelled nor were given all the money back for
 * @param value what they paid for those and kept, in the shop's currency
 */
public record CustomerValue(int orders, BigDecimal value) {

    /** Of who never bought. */
    public static final CustomerValue NONE = new CustomerValue(0, BigDecimal.ZERO);

    CustomerValue and(CustomerValue other) {
        return new CustomerValue(orders + other.orders, value.add(other.value));
    }
}
