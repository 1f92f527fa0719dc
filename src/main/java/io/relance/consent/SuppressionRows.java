package io.relance.consent;

import io.relance.shared.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The suppressions' rows; addresses arrive here as they are compared. */
@Component
class SuppressionRows {

    /** An address as it is compared, and what stays of it when its person is erased. */
    record Key(String address, String hash) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SuppressionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first reason of each key that has one; that the person was erased comes before all others. */
    Map<String, String> reasons(Channel channel, Collection<String> keys) {
        var found = new HashMap<String, String>();
        jdbc.sql("select address, reason from consent.suppression where channel = :channel"
                        + " and address = any(:keys) order by reason <> 'erased', at, reason")
                .param("channel", channel.code())
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    found.putIfAbsent(row.getString("address"), row.getString("reason"));
                });
        return found;
    }

    /**
     * Under what it is kept, where it is news: the address itself, or its hash where it is an erased person's and must
     * not be written down again.
     */
    Optional<String> insert(Channel channel, Key key, String reason, Instant at, String source) {
        return jdbc.sql(
                        """
                        insert into consent.suppression (channel, address, reason, at, source)
                        select :channel, case when exists (select from consent.suppression where address = :hash)
                          then :hash else :address end, :reason, :at, :source
                        on conflict do nothing returning address""")
                .param("channel", channel.code())
                .param("hash", key.hash())
                .param("address", key.address())
                .param("reason", reason)
                .param("at", time(at))
                .param("source", source)
                .query(String.class)
                .optional();
    }

    /** Keeps a suppression under the address's hash; whether it is news. */
    boolean insertHashed(Channel channel, Key key, String reason, Instant at, String source) {
        return jdbc.sql("insert into consent.suppression (channel, address, reason, at, source)"
                                + " values (?, ?, ?, ?, ?) on conflict do nothing")
                        .params(channel.code(), key.hash(), reason, time(at), source)
                        .update()
                > 0;
    }

    /** Under what such a reason was kept; empty when there was none. */
    Optional<String> delete(Channel channel, Key key, String reason) {
        return jdbc
                .sql("delete from consent.suppression where channel = ? and address in (?, ?) and reason = ?"
                        + " returning address")
                .params(channel.code(), key.address(), key.hash(), reason)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** From now on the address is known by its hash alone; what it is suppressed for stays. */
    void hide(Key key) {
        jdbc.sql(
                        """
                        with clear as (delete from consent.suppression where address = :address returning *)
                        insert into consent.suppression (channel, address, reason, at, source)
                        select channel, :hash, reason, at, source from clear on conflict do nothing""")
                .param("address", key.address())
                .param("hash", key.hash())
                .update();
        jdbc.sql("update consent.suppression_log set address = :hash where address = :address")
                .param("address", key.address())
                .param("hash", key.hash())
                .update();
    }

    void log(Channel channel, String address, String reason, String act, Instant at, String source) {
        jdbc.sql("insert into consent.suppression_log (channel, address, reason, act, at, source, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(channel.code(), address, reason, act, time(at), source, time(clock.instant()))
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
