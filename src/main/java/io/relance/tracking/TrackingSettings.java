package io.relance.tracking;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose clicks are counted as theirs, and how they are judged.
 *
 * @param clicks RELANCE_TRACKING_CLICKS: only with a consent, or unless somebody objected
 * @param machineWithin RELANCE_TRACKING_MACHINE_WITHIN: what comes sooner than this after hand-over is a scanner's
 * @param burstWithin RELANCE_TRACKING_BURST_WITHIN: three links of one message within this are a scanner's; so long a
 *     click waits until it counts, while the reader is led on at once. None: it counts at once
 */
@Validated
@ConfigurationProperties("relance.tracking")
record TrackingSettings(
        @DefaultValue("granted") Clicks clicks,
        @DefaultValue("PT2S") Duration machineWithin,
        @DefaultValue("PT3S") Duration burstWithin) {

    /** Which word of a reader lets their clicks be theirs. */
    enum Clicks {
        /** Their consent. */
        GRANTED,
        /** Anything but an objection. */
        UNLESS_OBJECTED
    }

    @AssertTrue(message = "RELANCE_TRACKING_MACHINE_WITHIN is negative; it accepts a duration such as PT2S or PT0S")
    boolean isMachineWithinRight() {
        return !machineWithin.isNegative();
    }

    @AssertTrue(message = "RELANCE_TRACKING_BURST_WITHIN accepts a duration from PT0S to PT1M, such as PT3S")
    boolean isBurstWithinRight() {
        return !burstWithin.isNegative() && burstWithin.compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
