package io.relance.shop;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A person's carts and orders, as mirrored; the shop itself keeps what its accounts must. */
@Component
@Order(50)
class ShopData implements PersonalData {

    private static final String ITS = "t.contact = any(:contacts)";

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("shop.cart", ITS, "changed_at, id"),
                new Held("shop.customer_order", ITS, "completed_at, order_id"),
                new Held("shop.refund", ITS, "at, activity"));
    }
}
