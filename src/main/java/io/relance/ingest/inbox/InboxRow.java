package io.relance.ingest.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** An event as it waits in the inbox; the fields are those of {@link Event}. */
record InboxRow(
        long id,
        int lane,
        String source,
        String kind,
        String userId,
        String anonymousId,
        Instant at,
        boolean live,
        String payload) {

    /** Whether it is news of a product, which belongs to nobody. */
    boolean isOfShelf() {
        return userId == null && anonymousId == null;
    }

    static InboxRow map(ResultSet row, int number) throws SQLException {
        return new InboxRow(
                row.getLong("id"),
                row.getInt("lane"),
                row.getString("source"),
                row.getString("kind"),
                row.getString("user_id"),
                row.getString("anonymous_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("live"),
                row.getString("payload"));
    }

    /** Without what is said about people: this is what logs show. */
    @Override
    public String toString() {
        return "event " + id + " of " + source;
    }
}
