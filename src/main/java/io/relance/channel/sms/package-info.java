/** SMS over Twilio, both ways: what leaves, delivery callbacks, inbound messages. */
@org.springframework.modulith.ApplicationModule(
        id = "channel.sms",
        displayName = "Channel: SMS",
        allowedDependencies = {"shared", "message :: spi", "tracking"})
package io.relance.channel.sms;
