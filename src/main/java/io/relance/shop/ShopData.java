package io.relance.shop;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A person's carts and orders, as mirrored, what they asked for and looked at; the shop keeps what its accounts must. */
@Component
@Order(50)
class ShopData implements PersonalData {

    private static final String ITS = "t.contact = any(:contacts)";

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("shop.cart", ITS, "changed_at, id"),
                new Held("shop.customer_order", ITS, "completed_at, order_id"),
                new Held("shop.refund", ITS, "at, activity"),
                new Held("shop.stock_request", ITS, "asked_at, product_id"),
                new Held("shop.interest", ITS, "seen_at, product_id"),
                new Held("shop.replenishment", ITS, "bought_at, product_id"),
                new Held("shop.occasion", ITS, "kind"),
                // An engraved name, an address: what was learned from what they did is theirs.
                new Held("shop.product", "t.learned_from = any(:contacts)", "product_id"));
    }
}
