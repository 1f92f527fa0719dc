package io.relance.contact;

import io.relance.shared.Retirement;
import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what happened to a person is kept.
 *
 * @param activities RELANCE_KEPT_ACTIVITIES, what people did
 * @param decisions RELANCE_KEPT_DECISIONS, what was decided about them, and why
 */
@Validated
@ConfigurationProperties("relance.kept")
record ContactRetention(@DefaultValue("P36M") Period activities, @DefaultValue("P36M") Period decisions)
        implements Retirement {

    @AssertTrue(message = "RELANCE_KEPT_ACTIVITIES accepts a period of at least three months, such as P36M")
    boolean isActivitiesLongEnough() {
        return activities.toTotalMonths() >= 3;
    }

    @AssertTrue(message = "RELANCE_KEPT_DECISIONS accepts a period of at least three months, such as P36M")
    boolean isDecisionsLongEnough() {
        return decisions.toTotalMonths() >= 3;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("contact.activity", "at", activities), new Table("contact.decision", "at", decisions));
    }
}
