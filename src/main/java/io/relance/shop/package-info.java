/** The shop mirrored: products, carts, orders; derives {@code Cart Abandoned}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Shop",
        allowedDependencies = {"shared", "contact"})
package io.relance.shop;
