package io.relance.message.history;

import io.relance.message.sql.Moments;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When messages in table {@code message.message} were opened, by people and by machines. */
@Component
class OpenTimes {

    private static final String OF_MESSAGE = " where id = :id and queued_at >= :from and queued_at < :until";

    private final JdbcClient jdbc;

    OpenTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that the person opened it; whether for the first time. Of two at once one is the first. */
    boolean opened(long id, Instant at) {
        boolean first = set("opened_at = :at, last_opened_at = :at", " and opened_at is null", id, at);
        if (!first) {
            set("last_opened_at = :at", " and last_opened_at < :at", id, at);
        }
        return first;
    }

    /** Notes that a machine fetched its pictures; whether for the first time. */
    boolean prefetched(long id, Instant at) {
        return set("prefetched_at = :at", " and prefetched_at is null", id, at);
    }

    private boolean set(String columns, String unless, long id, Instant at) {
        Instant second = MessageNumbers.second(id);
        return jdbc.sql("update message.message set " + columns + OF_MESSAGE + unless)
                        .param("at", Moments.sql(at))
                        .param("id", id)
                        .param("from", Moments.sql(second))
                        .param("until", Moments.sql(second.plusSeconds(1)))
                        .update()
                == 1;
    }
}
