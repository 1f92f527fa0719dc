package io.relance.message.sending;

import io.relance.message.Draft;
import io.relance.message.MessageState;
import io.relance.message.sql.Moments;
import io.relance.pressure.Permit;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads rows of the history together with the outbox. */
final class ClaimedRows {

    private ClaimedRows() {}

    static Claimed claimed(ResultSet row, int number) throws SQLException {
        Draft draft = draft(row);
        Instant queuedAt = Moments.read(row.getObject("queued_at", OffsetDateTime.class));
        return new Claimed(
                row.getLong("id"),
                queuedAt,
                draft,
                new Permit(
                        row.getLong("permit"),
                        draft.contact(),
                        draft.channel(),
                        draft.messageClass(),
                        row.getString("address"),
                        queuedAt,
                        waited(row.getString("reason")),
                        draft.waitAfter(),
                        null),
                MessageState.of(row.getString("state")) == MessageState.IN_DOUBT,
                row.getInt("attempts"),
                Moments.read(row.getObject("first_tried_at", OffsetDateTime.class)),
                Moments.read(row.getObject("tried_at", OffsetDateTime.class)),
                withdrawn(row));
    }

    /** What it waited for until now; the sentence was told then. */
    private static Why waited(String reason) {
        return reason == null ? null : Why.of(reason, "");
    }

    private static Outcome.Skipped withdrawn(ResultSet row) throws SQLException {
        String reason = row.getString("withdrawn");
        return reason == null
                ? null
                : new Outcome.Skipped(SettledDecisions.withdrawn(reason, row.getString("withdrawn_detail")), null);
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                new ContactId(row.getLong("contact")),
                Channel.of(row.getString("channel")),
                row.getString("template"),
                MessageClass.of(row.getString("message_class")),
                step(row),
                row.getString("cart_id"),
                row.getString("order_id"),
                row.getString("product_id"),
                Moments.read(row.getObject("drop_after", OffsetDateTime.class)),
                Moments.read(row.getObject("wait_after", OffsetDateTime.class)));
    }

    private static StepRef step(ResultSet row) throws SQLException {
        String journey = row.getString("journey");
        return journey == null
                ? null
                : new StepRef(journey, row.getInt("journey_version"), row.getLong("enrolment"), row.getString("step"));
    }
}
