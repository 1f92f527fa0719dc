package io.relance.message.sending;

import io.relance.message.Messages;
import io.relance.message.sql.Moments;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages that somebody wants tried again: the provider refused them, or they could not be filled in. */
@Component
class Retries {

    /** Whoever may not be written to, has bought, or was in doubt is not written to because somebody asks again. */
    private static final String CURABLE =
            """
            state = 'failed' or state = 'skipped' and reason in
              ('content_missing_value', 'content_not_rendered', 'content_no_template', 'content_link',
               'channel_not_configured')""";

    private static final String AGAIN =
            """
            with again as (
              update message.message set state = 'queued', reason = null
              where id = :id and permit is not null and (%s)
              returning id, queued_at, channel, enrolment
            )
            insert into message.outbox (id, queued_at, channel, enrolment, state, due_at)
            select id, queued_at, channel, enrolment, 'queued', :now from again"""
                    .formatted(CURABLE);

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Clock clock;

    Retries(JdbcClient jdbc, Messages messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whether it is tried again; empty when there is no such message. Before it leaves, it is asked again as ever. */
    @Transactional
    Optional<Boolean> retry(long id) {
        return messages.find(id)
                .map(message -> jdbc.sql(AGAIN)
                                .param("id", id)
                                .param("now", Moments.sql(clock.instant()))
                                .update()
                        == 1);
    }
}
