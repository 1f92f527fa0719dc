package io.relance.message.history;

import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.sql.Moments;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Reads rows of the history. */
final class MessageRows {

    private MessageRows() {}

    static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                new ContactId(row.getLong("contact")),
                step(row),
                Channel.of(row.getString("channel")),
                row.getString("template"),
                MessageState.of(row.getString("state")),
                row.getString("reason"),
                Moments.read(row.getObject("queued_at", OffsetDateTime.class)),
                Moments.read(row.getObject("sent_at", OffsetDateTime.class)),
                Moments.read(row.getObject("clicked_at", OffsetDateTime.class)));
    }

    private static StepRef step(ResultSet row) throws SQLException {
        String journey = row.getString("journey");
        return journey == null
                ? null
                : new StepRef(journey, row.getInt("journey_version"), row.getLong("enrolment"), row.getString("step"));
    }
}
