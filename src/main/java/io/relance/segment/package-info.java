/** Who belongs where, and what a customer is worth. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Segment",
        allowedDependencies = {"shared", "contact", "shop", "loyalty", "rules"})
package io.relance.segment;
