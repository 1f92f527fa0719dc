/** One outbound message: permit, content, outbox, state. Channels plug in through {@code message.spi}. */
@org.springframework.modulith.ApplicationModule(
        displayName = "Message",
        allowedDependencies = {"shared", "contact", "shop", "shop :: shelf", "pressure"})
package io.relance.message;
