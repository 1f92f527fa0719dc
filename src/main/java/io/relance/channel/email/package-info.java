/** E-mail over SMTP. */
@org.springframework.modulith.ApplicationModule(
        id = "channel.email",
        displayName = "Channel: e-mail",
        allowedDependencies = {"shared", "message :: spi", "tracking"})
package io.relance.channel.email;
