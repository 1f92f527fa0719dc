/** What came back, in our words: clicks, unsubscribes, delivery reports, replies. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Tracking",
        allowedDependencies = {"shared", "contact", "consent", "message"})
package io.relance.tracking;
