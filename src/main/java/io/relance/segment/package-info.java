/** Who belongs where: what people did is counted, scored and ranked, and tables say which segments that makes. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Segment",
        allowedDependencies = {"shared", "contact", "shop", "shop :: shelf", "consent", "loyalty", "rules"})
package io.relance.segment;
