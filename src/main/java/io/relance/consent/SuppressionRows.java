package io.relance.consent;

import io.relance.shared.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The suppressions' rows; addresses arrive here as they are compared. */
@Component
class SuppressionRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    SuppressionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first reason of each address that has one. */
    Map<String, String> reasons(Channel channel, Collection<String> addresses) {
        var found = new HashMap<String, String>();
        jdbc.sql("select address, reason from consent.suppression where channel = :channel"
                        + " and address = any(:addresses) order by at, reason")
                .param("channel", channel.code())
                .param("addresses", addresses.toArray(String[]::new))
                .query(row -> {
                    found.putIfAbsent(row.getString("address"), row.getString("reason"));
                });
        return found;
    }

    /** Whether it is news. */
    boolean insert(Channel channel, String address, String reason, Instant at, String source) {
        return jdbc.sql("insert into consent.suppression (channel, address, reason, at, source)"
                                + " values (?, ?, ?, ?, ?) on conflict do nothing")
                        .params(channel.code(), address, reason, time(at), source)
                        .update()
                > 0;
    }

    /** Whether there was such a reason. */
    boolean delete(Channel channel, String address, String reason) {
        return jdbc.sql("delete from consent.suppression where channel = ? and address = ? and reason = ?")
                        .params(channel.code(), address, reason)
                        .update()
                > 0;
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
