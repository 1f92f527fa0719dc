package io.relance.ingest.inbox;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the inbox is kept and emptied.
 *
 * @param lanes RELANCE_INBOX_LANES; while rows wait, a change may put a contact's events out of order
 * @param workers RELANCE_INBOX_WORKERS, threads that carry batches to the timeline
 * @param batch RELANCE_INBOX_BATCH, events that one transaction carries at most
 * @param depth RELANCE_INBOX_DEPTH, roughly how many events may wait until clients are told to come back
 * @param dedupeWindow RELANCE_INBOX_DEDUPE_WINDOW, how long a messageId is remembered
 * @param rejectedKept RELANCE_INBOX_REJECTED_KEPT, how long events set aside are kept
 */
@Validated
@ConfigurationProperties("relance.inbox")
record InboxSettings(
        @Min(value = 1, message = "RELANCE_INBOX_LANES accepts 1 to 1024")
                @Max(value = 1024, message = "RELANCE_INBOX_LANES accepts 1 to 1024")
                @DefaultValue("16")
                int lanes,
        @Min(value = 1, message = "RELANCE_INBOX_WORKERS accepts 1 to 64")
                @Max(value = 64, message = "RELANCE_INBOX_WORKERS accepts 1 to 64")
                @DefaultValue("2")
                int workers,
        @Min(value = 1, message = "RELANCE_INBOX_BATCH accepts 1 to 5000")
                @Max(value = 5000, message = "RELANCE_INBOX_BATCH accepts 1 to 5000")
                @DefaultValue("200")
                int batch,
        @Min(value = 1, message = "RELANCE_INBOX_DEPTH accepts 1 or more events") @DefaultValue("500000") long depth,
        @DefaultValue("P90D") Duration dedupeWindow,
        @DefaultValue("P90D") Duration rejectedKept) {

    @AssertTrue(message = "RELANCE_INBOX_DEDUPE_WINDOW accepts a period longer than nothing, such as P90D")
    boolean isDedupeWindowPositive() {
        return dedupeWindow.compareTo(Duration.ZERO) > 0;
    }

    @AssertTrue(message = "RELANCE_INBOX_REJECTED_KEPT accepts a period longer than nothing, such as P90D")
    boolean isRejectedKeptPositive() {
        return rejectedKept.compareTo(Duration.ZERO) > 0;
    }
}
