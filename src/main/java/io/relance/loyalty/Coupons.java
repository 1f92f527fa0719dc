package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The coupons given to people. */
@Component
public class Coupons {

    // A second one is next to impossible already.
    private static final int TRIES = 5;

    private final CouponRows rows;
    private final CouponCodes codes;
    private final LoyaltySettings settings;

    Coupons(CouponRows rows, CouponCodes codes, LoyaltySettings settings) {
        this.rows = rows;
        this.codes = codes;
        this.settings = settings;
    }

    /**
     * Issues a coupon of this offer for this step of this run; asked again it answers with the same coupon. Throws
     * {@link IllegalArgumentException} when the settings know no such offer.
     */
    public Coupon issue(ContactId contact, String offer, StepRef step, Instant now) {
        Offer terms = settings.offer(offer)
                .orElseThrow(() -> new IllegalArgumentException("no offer '" + offer + "' in the settings"));
        for (int i = 0; i < TRIES; i++) {
            Optional<Coupon> issued = rows.of(step);
            if (issued.isPresent()) {
                return issued.get();
            }
            String code = codes.next(terms.prefixOrNone());
            rows.add(contact, new Coupon(code, offer, now.plus(terms.validFor())), step, now);
        }
        return rows.of(step).orElseThrow(() -> new IllegalStateException("no free coupon code in " + TRIES + " tries"));
    }

    /** The latest coupon issued in a run. */
    public Optional<Coupon> latest(long enrolment) {
        return Optional.ofNullable(latest(List.of(enrolment)).get(enrolment));
    }

    /** The same for many runs, in one read; a run without a coupon is missing. */
    public Map<Long, Coupon> latest(Collection<Long> enrolments) {
        return rows.latest(enrolments);
    }

    /** Whether an offer of this name exists in the settings. */
    public boolean hasOffer(String offer) {
        return settings.offer(offer).isPresent();
    }
}
