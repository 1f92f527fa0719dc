/** May we speak now: every outbound message and call asks here and gets a Permit or a Refusal with its reason. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Pressure",
        allowedDependencies = {"shared", "contact", "consent"})
package io.relance.pressure;
