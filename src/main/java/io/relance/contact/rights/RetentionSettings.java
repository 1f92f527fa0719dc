package io.relance.contact.rights;

import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people are kept who do nothing.
 *
 * @param after RELANCE_RETENTION_AFTER, since the person's last act; nothing ({@code P0D}): for ever
 * @param notice RELANCE_RETENTION_NOTICE, how long before that the person is asked
 */
@Validated
@ConfigurationProperties("relance.retention")
record RetentionSettings(@DefaultValue("P3Y") Period after, @DefaultValue("P30D") Period notice) {

    private static final int SHORTEST_MONTHS = 6;
    private static final int SHORTEST_NOTICE = 7;
    private static final int LONGEST_NOTICE = 120;

    @AssertTrue(
            message = "RELANCE_RETENTION_AFTER accepts a period of whole months, six or more, such as P3Y; P0D switches"
                    + " it off")
    boolean isAfterUnderstood() {
        return after.isZero() || after.getDays() == 0 && after.toTotalMonths() >= SHORTEST_MONTHS;
    }

    @AssertTrue(message = "RELANCE_RETENTION_NOTICE accepts 7 to 120 days, such as P30D")
    boolean isNoticeUnderstood() {
        return notice.toTotalMonths() == 0 && notice.getDays() >= SHORTEST_NOTICE && notice.getDays() <= LONGEST_NOTICE;
    }

    boolean on() {
        return !after.isZero();
    }
}
