package io.relance.journey.step;

import io.relance.journey.engine.Diagrams;
import io.relance.loyalty.Coupons;
import java.time.Clock;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** Gives the contact a coupon of an offer; messages and conditions read it as {@code coupon}. */
class IssueCouponStep extends Step {

    private final Coupons coupons;
    private final Clock clock;

    IssueCouponStep(Diagrams diagrams, Coupons coupons, Clock clock) {
        super(diagrams);
        this.coupons = coupons;
        this.clock = clock;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        coupons.issue(here.run().contact(), here.required("offer"), here.run().at(here.element()), clock.instant());
        here.words().changed("coupon");
        return true;
    }
}
