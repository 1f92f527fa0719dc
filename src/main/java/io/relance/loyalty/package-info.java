/** What a customer earns: coupons now; points, tiers and referrals later. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Loyalty",
        allowedDependencies = {"shared", "contact", "shop"})
package io.relance.loyalty;
