package io.relance.consent;

import io.relance.shared.Retirement;
import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a mail that came back counts against its address.
 *
 * @param softBounces RELANCE_KEPT_SOFT_BOUNCES
 */
@Validated
@ConfigurationProperties("relance.kept")
record SoftBounceRetention(@DefaultValue("P6M") Period softBounces) implements Retirement {

    @AssertTrue(message = "RELANCE_KEPT_SOFT_BOUNCES accepts a period of at least a month, such as P6M")
    boolean isSoftBouncesLongEnough() {
        return softBounces.toTotalMonths() >= 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("consent.soft_bounce", "sent_at", softBounces));
    }
}
