package io.relance.message.link;

import io.relance.message.Origin;
import io.relance.message.link.ShortLinks.ShortLink;
import io.relance.message.sql.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code message.short_link}. */
@Component
class ShortLinkTable {

    private static final String KEEP =
            """
            insert into message.short_link as kept (code, message, url, made_at, journey, journey_version, step, template)
            values (?, ?::bigint, ?, ?, ?, ?::int, ?, ?)
            on conflict (code) do update set made_at = excluded.made_at
            where kept.message is null and kept.made_at < excluded.made_at - interval '1 day'""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;

    ShortLinkTable(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    /**
     * Keeps addresses, all in one batch and in one order, as batches beside this one keep some of the same; one kept
     * before stays as it is, and where it serves many readers, as long as it is sent.
     */
    void keep(Collection<ShortLink> links) {
        if (links.isEmpty()) {
            return;
        }
        var now = Moments.sql(clock.instant());
        Map<String, ShortLink> byCode = new TreeMap<>();
        links.forEach(link -> byCode.put(link.code(), link));
        batch.batchUpdate(
                KEEP, byCode.values().stream().map(link -> columns(link, now)).toList());
    }

    private static Object[] columns(ShortLink link, OffsetDateTime now) {
        Origin origin = link.origin();
        return origin == null
                ? new Object[] {link.code(), link.message(), link.url(), now, null, null, null, null}
                : new Object[] {
                    link.code(),
                    null,
                    link.url(),
                    now,
                    origin.journey(),
                    origin.version(),
                    origin.step(),
                    origin.template()
                };
    }

    Optional<ShortLink> find(String code) {
        return jdbc.sql("select * from message.short_link where code = :code")
                .param("code", code)
                .query(ShortLinkTable::link)
                .optional();
    }

    private static ShortLink link(ResultSet row, int number) throws SQLException {
        Long message = row.getObject("message", Long.class);
        Origin origin = message != null
                ? null
                : new Origin(
                        row.getString("journey"),
                        row.getInt("journey_version"),
                        row.getString("step"),
                        row.getString("template"));
        return new ShortLink(row.getString("code"), message, origin, row.getString("url"));
    }
}
