/** What the person allowed, per channel, append-only, with proof; which addresses are suppressed. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Consent",
        allowedDependencies = {"shared", "contact"})
package io.relance.consent;
