package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The coupons given to people. */
@Component
public class Coupons {

    /** Issues a coupon of this offer for this step of this run; asked again it answers with the same coupon. */
    public Coupon issue(ContactId contact, String offer, StepRef step, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The latest coupon issued in a run. */
    public Optional<Coupon> latest(long enrolment) {
        throw new UnsupportedOperationException();
    }

    /** Whether an offer of this name exists in the settings. */
    public boolean hasOffer(String offer) {
        throw new UnsupportedOperationException();
    }
}
