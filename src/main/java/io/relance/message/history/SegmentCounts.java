package io.relance.message.history;

import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many parts SMS took, in table {@code message.message}: what they cost. */
@Component
class SegmentCounts {

    private final JdbcClient jdbc;

    SegmentCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By message, of a contact's newest SMS that left. */
    Map<Long, Integer> of(ContactId contact, int limit) {
        Map<Long, Integer> counts = new HashMap<>();
        jdbc.sql("select id, segments from message.message where contact = ? and segments is not null"
                        + " order by queued_at desc limit ?")
                .params(contact.value(), limit)
                .query(row -> {
                    counts.put(row.getLong("id"), row.getInt("segments"));
                });
        return counts;
    }
}
