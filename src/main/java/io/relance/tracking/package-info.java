/** What came back, in our words: clicks, unsubscribes, delivery reports, replies, and what people choose on the pages behind links. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Tracking",
        allowedDependencies = {"shared", "contact", "consent", "pressure", "message"})
package io.relance.tracking;
