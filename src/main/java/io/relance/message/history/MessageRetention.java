package io.relance.message.history;

import io.relance.shared.Retirement;
import jakarta.validation.constraints.AssertTrue;
import java.time.Period;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long messages that were sent are kept, and the short addresses in them lead somewhere.
 *
 * @param messages RELANCE_KEPT_MESSAGES; longer than any message waits for its hand-over
 * @param shortLinks RELANCE_KEPT_SHORT_LINKS
 */
@Validated
@ConfigurationProperties("relance.kept")
record MessageRetention(@DefaultValue("P36M") Period messages, @DefaultValue("P13M") Period shortLinks)
        implements Retirement {

    @AssertTrue(message = "RELANCE_KEPT_MESSAGES accepts a period of at least three months, such as P36M")
    boolean isMessagesLongEnough() {
        return messages.toTotalMonths() >= 3;
    }

    @AssertTrue(message = "RELANCE_KEPT_SHORT_LINKS accepts a period of at least a month, such as P13M")
    boolean isShortLinksLongEnough() {
        return shortLinks.toTotalMonths() >= 1;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                new Table("message.message", "queued_at", messages),
                new Table("message.short_link", "made_at", shortLinks));
    }
}
