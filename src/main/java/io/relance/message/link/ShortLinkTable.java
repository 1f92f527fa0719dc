package io.relance.message.link;

import io.relance.message.link.ShortLinks.ShortLink;
import io.relance.message.sql.Moments;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code message.short_link}. */
@Component
class ShortLinkTable {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;

    ShortLinkTable(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    /** Keeps addresses, all in one batch; one kept before stays as it is. */
    void keep(Collection<ShortLink> links) {
        if (links.isEmpty()) {
            return;
        }
        var now = Moments.sql(clock.instant());
        batch.batchUpdate(
                "insert into message.short_link (code, message, url, made_at) values (?, ?, ?, ?) on conflict do nothing",
                links.stream()
                        .map(link -> new Object[] {link.code(), link.message(), link.url(), now})
                        .toList());
    }

    Optional<ShortLink> find(String code) {
        return jdbc.sql("select message, url from message.short_link where code = :code")
                .param("code", code)
                .query((row, number) -> new ShortLink(code, row.getLong("message"), row.getString("url")))
                .optional();
    }
}
