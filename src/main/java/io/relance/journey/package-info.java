/** The diagrams: what starts, waits, wakes and ends; the only room beside {@code rules} that knows the engine. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Journey",
        allowedDependencies = {
            "shared",
            "contact",
            "shop",
            "shop :: shelf",
            "shop :: occasion",
            "consent",
            "loyalty",
            "segment",
            "pressure",
            "message",
            "rules"
        })
package io.relance.journey;
