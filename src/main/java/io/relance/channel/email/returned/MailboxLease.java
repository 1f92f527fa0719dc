package io.relance.channel.email.returned;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One node at a time reads the mailbox: a POP3 server would refuse the second, and two would do the work twice. */
@Component
class MailboxLease {

    /** Looks go on for half of it, which leaves the other half to a batch; after a crash another node may take over. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    MailboxLease(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes it, or prolongs one that is held; false while another node has it. */
    boolean take(Instant now) {
        return jdbc.sql("update channel_email.mailbox set leased_until = :until where leased_until <= :now")
                        .param("until", utc(now.plus(LEASE)))
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    /** Gives it back. */
    void release(Instant now) {
        jdbc.sql("update channel_email.mailbox set leased_until = :now")
                .param("now", utc(now))
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
