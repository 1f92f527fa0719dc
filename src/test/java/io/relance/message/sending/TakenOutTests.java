package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.MessageState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The person of a message is erased while a node has it in hand: what has not begun to leave does not. */
class TakenOutTests extends MessageTest {

    @Test
    void whatIsTakenOutOfTheHandDoesNotLeaveAndTheOthersDo() {
        long first = enqueue(text(1));
        long erased = enqueue(text(2));
        long last = enqueue(text(3));
        confirming(permit -> {
            erase(erased);
            return permit;
        });
        send();
        assertThat(sms.taken).hasSize(2);
        assertThat(state(first)).isEqualTo(MessageState.SENT);
        assertThat(state(last)).isEqualTo(MessageState.SENT);
        assertThat(messages.find(erased)).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from message.outbox", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from message.in_hand", Long.class))
                .isZero();
        send();
        assertThat(sms.taken).hasSize(2);
    }

    @Test
    void aBatchOfWhichEverythingIsTakenOutIsPutDown() {
        long erased = enqueue(text(1));
        confirming(permit -> {
            erase(erased);
            return permit;
        });
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from message.outbox", Long.class))
                .isZero();
    }

    private void erase(long id) {
        inHand.takeOut(List.of(id));
        jdbc.update("delete from message.message where id = ?", id);
    }
}
