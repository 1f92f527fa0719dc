package io.relance.journey.step;

import io.relance.contact.Decision;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.RunSession;
import io.relance.loyalty.Coupons;
import io.relance.loyalty.Issue;
import io.relance.loyalty.NoCoupon;
import java.time.Clock;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * Gives the contact a coupon of an offer; messages and conditions read it as {@code coupon}. Where none is left, that is
 * told and the token moves on.
 */
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
        Issue issue = coupons.issue(
                here.run().contact(), here.required("offer"), here.run().at(here.element()), clock.instant());
        if (issue instanceof NoCoupon none) {
            RunSession.current().decide(decision(here, none));
        }
        here.words().changed("coupon");
        return true;
    }

    private Decision decision(Here here, NoCoupon none) {
        return new Decision(
                here.run().contact(),
                clock.instant(),
                here.run().journey(),
                here.element(),
                Decision.Outcome.SKIPPED,
                none.reason(),
                none.detail(),
                none.french());
    }
}
