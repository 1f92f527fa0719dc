package io.relance.loyalty;

import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a person earned: points, coupons, friends. That a coupon's code was issued stays known, not to whom. */
@Component
@Order(40)
class LoyaltyData implements PersonalData {

    private static final String THEIRS = "t.contact = any(:contacts)";

    private final SpentCodes spent;

    LoyaltyData(SpentCodes spent) {
        this.spent = spent;
    }

    @Override
    public void letGo(Subject subject, Instant now) {
        spent.keep(subject.numbers(Subject.CONTACTS));
    }

    @Override
    public List<Held> tables() {
        return List.of(
                new Held("loyalty.coupon_use", THEIRS, "at, id"),
                new Held("loyalty.coupon", THEIRS, "issued_at, id"),
                new Held("loyalty.entry", THEIRS, "at, id"),
                new Held("loyalty.balance", THEIRS, "contact"),
                new Held("loyalty.referral", "t.friend = any(:contacts) or t.referrer = any(:contacts)", "at, id"),
                new Held("loyalty.referral_code", THEIRS, "made_at, code"));
    }
}
