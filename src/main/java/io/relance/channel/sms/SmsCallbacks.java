package io.relance.channel.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What Twilio called back with, as it came. */
@Component
class SmsCallbacks {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    SmsCallbacks(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Lets one callback at a time look at a message's states, until the transaction ends. */
    void lock(String sid) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('channel_sms.callback:' || :sid, 0))")
                .param("sid", sid)
                .query()
                .singleRow();
    }

    /** Whether a final state has already been called back. */
    boolean settled(String sid) {
        return jdbc
                .sql("select status from channel_sms.callback where sid = :sid")
                .param("sid", sid)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(status -> DeliveryStatus.of(status).isFinal());
    }

    /** Keeps a callback; false when it had come before. */
    boolean keep(String sid, String status, long message, Map<String, String> params, Instant at) {
        return jdbc.sql(
                                """
                        insert into channel_sms.callback (sid, status, message, params, at)
                        values (:sid, :status, :message, :params::jsonb, :at)
                        on conflict do nothing""")
                        .param("sid", sid)
                        .param("status", status)
                        .param("message", message)
                        .param("params", write(params))
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    /** The SID under which Twilio has our message. */
    Optional<String> sidOf(long message) {
        return jdbc.sql("select sid from channel_sms.callback where message = :message limit 1")
                .param("message", message)
                .query(String.class)
                .optional();
    }

    /** Whether Twilio called back for this SID with another message of ours. */
    boolean belongsToAnother(String sid, long message) {
        return jdbc.sql("select exists (select from channel_sms.callback where sid = :sid and message <> :message)")
                .param("sid", sid)
                .param("message", message)
                .query(Boolean.class)
                .single();
    }

    /** Notes an inbound message; false when it had been taken before. */
    boolean takeInbound(String sid, Instant at) {
        return jdbc.sql("insert into channel_sms.inbound (sid, at) values (:sid, :at) on conflict do nothing")
                        .param("sid", sid)
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private String write(Map<String, String> params) {
        try {
            return json.writeValueAsString(params);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
