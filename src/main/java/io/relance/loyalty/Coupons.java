package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The coupons given to people. */
@Component
public class Coupons {

    // A second one is next to impossible already.
    private static final int TRIES = 5;

    private final CouponRows rows;
    private final CouponCodes codes;
    private final CodePool pool;
    private final LoyaltySettings settings;

    Coupons(CouponRows rows, CouponCodes codes, CodePool pool, LoyaltySettings settings) {
        this.rows = rows;
        this.codes = codes;
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Issues a coupon of this offer for this step of this run, in the caller's transaction; asked again it answers with
     * the same coupon. None where the offer's codes or limits are exhausted. Throws {@link IllegalArgumentException}
     * when the settings know no such offer.
     */
    @Transactional
    public Issue issue(ContactId contact, String offer, StepRef step, Instant now) {
        Offer terms = settings.offer(offer)
                .orElseThrow(() -> new IllegalArgumentException("no offer '" + offer + "' in the settings"));
        Optional<Coupon> before = rows.of(step);
        if (before.isPresent()) {
            return before.get();
        }
        Optional<String> alone = alone(contact, offer, terms, step);
        if (alone.isPresent()) {
            rows.lock(alone.get());
            // The step may be run twice at once: the second waits for the first, which may have had the last one.
            Optional<Coupon> meanwhile = rows.of(step);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
        }
        return fresh(contact, offer, terms, step, now);
    }

    /** What only one may work with at a time; empty where nothing is counted or taken. */
    private static Optional<String> alone(ContactId contact, String offer, Offer terms, StepRef step) {
        String key = LoyaltySettings.key(offer);
        if (terms.most() != null) {
            return Optional.of(key);
        }
        if (terms.perContact() != null) {
            return Optional.of(key + "/" + contact.value());
        }
        return terms.isPool() ? Optional.of("step " + step.enrolment() + "/" + step.step()) : Optional.empty();
    }

    private Issue fresh(ContactId contact, String offer, Offer terms, StepRef step, Instant now) {
        Optional<NoCoupon> limit = limit(contact, offer, terms);
        if (limit.isPresent()) {
            return limit.get();
        }
        Instant expires = now.plus(terms.validFor());
        return terms.isPool()
                ? fromPool(contact, offer, expires, step, now)
                : generated(contact, new Coupon(terms.prefixOrNone(), offer, expires), step, now);
    }

    private Optional<NoCoupon> limit(ContactId contact, String offer, Offer terms) {
        String key = LoyaltySettings.key(offer);
        if (terms.perContact() != null && rows.has(key, contact, terms.perContact())) {
            return Optional.of(NoCoupon.perContact(offer, terms.perContact()));
        }
        return terms.most() != null && rows.has(key, null, terms.most())
                ? Optional.of(NoCoupon.most(offer, terms.most()))
                : Optional.empty();
    }

    private Issue fromPool(ContactId contact, String offer, Instant expires, StepRef step, Instant now) {
        String key = LoyaltySettings.key(offer);
        for (Optional<String> code = pool.take(key); code.isPresent(); code = pool.take(key)) {
            rows.add(contact, new Coupon(code.get(), offer, expires), step, now);
            Optional<Coupon> issued = rows.of(step);
            if (issued.isPresent()) {
                return issued.get();
            }
            // Brought again at the moment it was issued, the code is somebody's already and leaves the pool for good.
        }
        return NoCoupon.exhausted(offer);
    }

    /** @param made begins as all codes of its offer do */
    private Coupon generated(ContactId contact, Coupon made, StepRef step, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            rows.add(contact, new Coupon(codes.next(made.code()), made.offer(), made.expiresAt()), step, now);
            Optional<Coupon> issued = rows.of(step);
            if (issued.isPresent()) {
                return issued.get();
            }
        }
        throw new IllegalStateException("no free coupon code in " + TRIES + " tries");
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
