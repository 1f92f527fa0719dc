package io.relance.loyalty;

import io.relance.contact.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The coupons a person was given. */
@Component
@Order(40)
class CouponData implements PersonalData {

    @Override
    public List<Held> tables() {
        return List.of(new Held("loyalty.coupon", "t.contact = any(:contacts)", "issued_at, id"));
    }
}
