package io.relance.loyalty;

/**
 * Why no coupon was issued.
 *
 * @param reason stable code
 * @param detail a sentence a marketer understands
 * @param french the same in French
 */
public record NoCoupon(String reason, String detail, String french) implements Issue {

    static NoCoupon exhausted(String offer) {
        return new NoCoupon(
                "coupon_exhausted",
                "No code of the offer " + offer + " is left.",
                "Il ne reste aucun code de l’offre " + offer + ".");
    }

    static NoCoupon most(String offer, int most) {
        return new NoCoupon(
                "coupon_limit",
                "The offer " + offer + " is limited to " + most + " coupons, and all are issued.",
                "L’offre " + offer + " est limitée à " + most + " coupons, et tous sont émis.");
    }

    static NoCoupon perContact(String offer, int most) {
        return new NoCoupon(
                "coupon_limit_contact",
                "The offer " + offer + " is limited to " + most + " for each person, who has had as many.",
                "L’offre " + offer + " est limitée à " + most + " par personne, qui les a déjà reçus.");
    }
}
