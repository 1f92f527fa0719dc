package io.relance.journey.step;

import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.waiting_send}: tokens that stay on a send step until their message is settled. */
@Component
class WaitingSends {

    record Settled(long message, String execution, String state) {}

    private final JdbcClient jdbc;

    WaitingSends(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(long message, long enrolment, String execution) {
        jdbc.sql("insert into journey.waiting_send (message_id, enrolment, execution_id) values (?, ?, ?)")
                .params(message, enrolment, execution)
                .update();
    }

    /** Only notes it: the sender's batch must not fail because a journey cannot go on. */
    @EventListener
    void on(MessageSettled settled) {
        if (settled.step() != null && settled.state() != MessageState.DELIVERED) {
            jdbc.sql("update journey.waiting_send set state = ? where message_id = ?")
                    .params(settled.state().code(), settled.id())
                    .update();
        }
    }

    boolean anySettled() {
        return jdbc.sql("select exists (select from journey.waiting_send where state is not null)")
                .query(Boolean.class)
                .single();
    }

    List<Settled> settled(int limit) {
        return jdbc.sql(
                        """
                        select message_id, execution_id, state from journey.waiting_send
                        where state is not null order by message_id limit ? for update skip locked""")
                .param(limit)
                .query((row, i) -> new Settled(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    void remove(long message) {
        jdbc.sql("delete from journey.waiting_send where message_id = ?")
                .param(message)
                .update();
    }
}
