package io.relance.message.history;

import io.relance.message.sql.Columns;
import io.relance.message.sql.Moments;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code message.message}, as it knows where messages went. */
@Component
class AddressTable {

    /** No message waits longer than this for its hand-over. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(90);

    private final JdbcClient jdbc;

    AddressTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An id tells the second a message was queued in, so that each is looked up in its month. */
    Map<Long, String> of(Collection<Long> ids) {
        Map<Long, String> addresses = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(
                            """
                    select m.id, m.address
                    from unnest(:ids, :seconds::timestamptz[]) as asked (id, second)
                    join message.message m on m.id = asked.id
                      and m.queued_at >= asked.second and m.queued_at < asked.second + interval '1 second'
                    where m.address is not null""")
                    .param("ids", Columns.numbers(ids))
                    .param("seconds", Columns.moments(ids, MessageNumbers::second))
                    .query(row -> {
                        addresses.put(row.getLong("id"), row.getString("address"));
                    });
        }
        return addresses;
    }

    List<Instant> arrived(Collection<ContactId> people, Channel channel, String address, Instant since) {
        return jdbc.sql(
                        """
                select sent_at from message.message
                where contact = any(:people) and queued_at >= :from and sent_at >= :since
                  and channel = :channel and lower(address) = lower(:address) and state in ('sent', 'delivered')""")
                .param("people", Columns.numbers(people, ContactId::value))
                .param("from", Moments.sql(since.minus(LONGEST_WAIT)))
                .param("since", Moments.sql(since))
                .param("channel", channel.code())
                .param("address", address)
                .query((row, number) -> Moments.read(row.getObject("sent_at", OffsetDateTime.class)))
                .list();
    }
}
