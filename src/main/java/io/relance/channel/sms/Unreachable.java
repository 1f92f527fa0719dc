package io.relance.channel.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Table {@code channel_sms.unreachable}: handsets that were off (Twilio's 30003). Once says nothing; whoever was not
 * there five times in a row, over a week or more, is not there any more.
 */
@Component
class Unreachable {

    private static final int TIMES = 5;
    private static final Duration OVER = Duration.ofDays(7);

    private final JdbcClient jdbc;

    Unreachable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes one more in vain; whether the number is to rest now. */
    boolean inVain(String number, Instant at) {
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        return jdbc.sql(
                        """
                insert into channel_sms.unreachable as known (number, times, since, last_at) values (?, 1, ?, ?)
                on conflict (number) do update set times = known.times + 1, last_at = excluded.last_at
                returning times, since""")
                .params(number, now, now)
                .query((row, each) -> row.getInt("times") >= TIMES
                        && !row.getObject("since", OffsetDateTime.class)
                                .toInstant()
                                .isAfter(at.minus(OVER)))
                .single();
    }

    /** The handset is there. */
    void arrived(String number) {
        jdbc.sql("delete from channel_sms.unreachable where number = ?")
                .param(number)
                .update();
    }
}
