package io.relance.message;

import io.relance.pressure.Permit;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** Reads rows of the history, alone or together with the outbox. */
final class MessageRows {

    private MessageRows() {}

    static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                new ContactId(row.getLong("contact")),
                step(row),
                Channel.of(row.getString("channel")),
                row.getString("template"),
                state(row),
                row.getString("reason"),
                Moments.read(row, "queued_at"),
                Moments.read(row, "sent_at"),
                Moments.read(row, "clicked_at"));
    }

    static Claimed claimed(ResultSet row, int number) throws SQLException {
        Draft draft = draft(row);
        Instant queuedAt = Moments.read(row, "queued_at");
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
                        row.getString("reason"),
                        draft.waitAfter()),
                state(row) == MessageState.IN_DOUBT,
                row.getInt("attempts"),
                Moments.read(row, "first_tried_at"),
                Moments.read(row, "tried_at"),
                withdrawn(row));
    }

    private static Outcome.Skipped withdrawn(ResultSet row) throws SQLException {
        String reason = row.getString("withdrawn");
        return reason == null ? null : new Outcome.Skipped(reason, row.getString("withdrawn_detail"));
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
                Moments.read(row, "drop_after"),
                Moments.read(row, "wait_after"));
    }

    private static StepRef step(ResultSet row) throws SQLException {
        String journey = row.getString("journey");
        return journey == null
                ? null
                : new StepRef(journey, row.getInt("journey_version"), row.getLong("enrolment"), row.getString("step"));
    }

    private static MessageState state(ResultSet row) throws SQLException {
        return MessageState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }
}
