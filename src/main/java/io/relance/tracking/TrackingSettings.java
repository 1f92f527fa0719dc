package io.relance.tracking;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How clicks are judged.
 *
 * @param machineWithin RELANCE_TRACKING_MACHINE_WITHIN: a click sooner than this after hand-over is a scanner's
 */
@Validated
@ConfigurationProperties("relance.tracking")
record TrackingSettings(@DefaultValue("PT2S") Duration machineWithin) {

    @AssertTrue(message = "RELANCE_TRACKING_MACHINE_WITHIN is negative; it accepts a duration such as PT2S or PT0S")
    boolean isMachineWithinRight() {
        return !machineWithin.isNegative();
    }
}
