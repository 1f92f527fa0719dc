/** What a customer earns: points and tiers, rewards for bringing friends, coupons. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Loyalty",
        allowedDependencies = {"shared", "contact", "shop"})
package io.relance.loyalty;
