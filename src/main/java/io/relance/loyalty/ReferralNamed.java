package io.relance.loyalty;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import io.relance.shop.Orders;

/**
 * What an activity tells about who was brought.
 *
 * @param code in capitals; null where it names none
 * @param order null where it is no order
 */
record ReferralNamed(Activity activity, String code, String order) {

    ContactId friend() {
        return activity.contact();
    }

    Orders.Name name() {
        return new Orders.Name(friend(), order);
    }
}
