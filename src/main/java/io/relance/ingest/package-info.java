/** The front door: events of tracking clients come in over HTTP, are durable in the inbox and flow to the timeline. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Ingest",
        allowedDependencies = {"shared", "contact", "shop", "shop :: shelf"})
package io.relance.ingest;
