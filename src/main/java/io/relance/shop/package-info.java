/** The shop mirrored: products, carts, orders; derives what follows from them, from {@code Cart Abandoned} on. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Shop",
        allowedDependencies = {"shared", "contact"})
package io.relance.shop;
