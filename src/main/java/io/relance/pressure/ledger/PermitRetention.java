package io.relance.pressure.ledger;

import io.relance.shared.Retirement;
import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the slots that were given are kept.
 *
 * @param permits RELANCE_KEPT_PERMITS; longer than any cap counts back, from the moment they were used
 */
@Validated
@ConfigurationProperties("relance.kept")
record PermitRetention(@DefaultValue("P13M") Period permits) implements Retirement {

    @AssertTrue(message = "RELANCE_KEPT_PERMITS accepts a period of at least three months, such as P13M")
    boolean isPermitsLongEnough() {
        return permits.toTotalMonths() >= 3;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("pressure.permit", "from_at", permits));
    }
}
