package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Decision;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.Outgoing;
import io.relance.message.sql.Moments;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DoubtTests extends MessageTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A node takes what is due, begins to hand it over and is never heard of again. */
    private void takeAndVanish() {
        UUID owner = UUID.randomUUID();
        inHand.leaving(owner, claim(owner), clock.instant());
    }

    private List<Long> claim(UUID owner) {
        return outbox
                .claim(
                        Channel.SMS,
                        new Outbox.Owner(owner, 7),
                        clock.instant(),
                        clock.instant().plus(LEASE),
                        100)
                .stream()
                .map(Claimed::id)
                .toList();
    }

    @Test
    void aMessageWhoseHandOverNeverBeganIsSentByAnotherNode() {
        long id = enqueue(text(1));
        UUID slow = UUID.randomUUID();
        List<Long> taken = claim(slow);
        assertThat(taken).containsExactly(id);
        clock.advance(LEASE);
        send();
        assertThat(sms.taken).hasSize(1);
        assertThat(state(id)).isEqualTo(MessageState.SENT);
        assertThat(inHand.leaving(slow, taken, clock.instant())).isEmpty();
    }

    @Test
    void afterARestoreWhatMayHaveBeenSentIsInDoubtAndWhatWasHeldIsNot() {
        Instant backup = clock.instant();
        long inSomebodysHand = enqueue(text(1));
        assertThat(claim(UUID.randomUUID())).containsExactly(inSomebodysHand);
        long waited = enqueue(text(1));
        long held = enqueue(text(1), backup.plus(Duration.ofDays(3)));
        clock.advance(Duration.ofHours(5));
        long secondTime = enqueue(text(1), clock.instant().plus(Duration.ofHours(9)));

        assertThat(jdbc.queryForObject(
                        "select message.doubt_what_waits(?, ?)",
                        Integer.class,
                        Moments.sql(backup),
                        Moments.sql(clock.instant())))
                .isEqualTo(2);
        send();

        assertThat(sms.taken).isEmpty();
        assertThat(state(inSomebodysHand)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(state(waited)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(state(secondTime)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(state(held)).isEqualTo(MessageState.HELD);
        assertThat(sending.nextDue()).hasValue(backup.plus(Duration.ofDays(3)));
    }

    @Test
    void aMarketingMessageOfAVanishedNodeIsGivenUp() {
        long id = enqueue(text(1));
        takeAndVanish();
        assertThat(state(id)).isEqualTo(MessageState.SENDING);
        send();
        assertThat(sms.taken).isEmpty();
        clock.advance(LEASE);
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(settled()).extracting(MessageSettled::state).containsExactly(MessageState.IN_DOUBT);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void whatItsReceiverCouldNotTellFromASecondOneIsNeverSentAgain() {
        long id = enqueue(draft(1, Channel.SMS, MessageClass.TRANSACTIONAL));
        sms.mayRepeat = false;
        sms.answer = message -> new InDoubt("time-out");
        send();
        clock.advance(Duration.ofDays(1));
        send();
        assertThat(sms.taken).hasSize(1);
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void aTransactionalOneIsSentAgainUnderTheSameMessageId() {
        long id = enqueue(draft(1, Channel.SMS, MessageClass.TRANSACTIONAL));
        sms.answer = message -> new InDoubt("time-out");
        send();
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(settled()).isEmpty();
        sms.answer = message -> new Accepted("SM2");
        clock.advance(Duration.ofMinutes(1));
        send();
        send();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
        assertThat(decided)
                .extracting(Decision::reason)
                .as("says that it was in doubt")
                .contains("in_doubt");
        assertThat(sms.taken).hasSize(2);
        assertThat(sms.taken)
                .extracting(Outgoing::messageId)
                .containsOnly(sms.taken.get(0).messageId());
        assertThat(sms.taken)
                .extracting(Outgoing::text)
                .containsOnly(sms.taken.get(0).text());
    }

    @Test
    void aProviderThatCanTellIsAskedAndNothingIsSentAgain() {
        long id = enqueue(text(1));
        takeAndVanish();
        var at = clock.instant();
        sms.lookUp = message -> message.at().equals(at) ? Optional.of(new Accepted("SM1")) : Optional.empty();
        clock.advance(LEASE);
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
    }

    @Test
    void aProviderThatCannotBeAskedIsAskedAgainAndHoldsNothingUp() {
        List<Long> ids =
                LongStream.rangeClosed(1, 20).mapToObj(i -> enqueue(text(i))).toList();
        takeAndVanish();
        clock.advance(LEASE);
        AtomicInteger asked = new AtomicInteger();
        sms.lookUp = message -> {
            asked.incrementAndGet();
            throw new IllegalStateException("hangs");
        };
        long sure = enqueue(text(30));
        send();
        assertThat(asked).as("one is enough").hasValue(1);
        assertThat(state(sure)).isEqualTo(MessageState.SENT);
        assertThat(settled()).hasSize(1);

        sms.lookUp = message -> message.id() == ids.get(0) ? Optional.empty() : Optional.of(new Accepted("SM1"));
        clock.advance(Duration.ofHours(20));
        send();
        assertThat(state(ids.get(0))).isEqualTo(MessageState.IN_DOUBT);
        assertThat(ids.subList(1, 20)).allMatch(id -> state(id) == MessageState.SENT);
        assertThat(sms.taken).hasSize(1);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void aProviderThatCanNeverBeAskedIsNotAskedForEver() {
        long id = enqueue(text(1));
        takeAndVanish();
        clock.advance(LEASE);
        sms.lookUp = message -> {
            throw new IllegalStateException("hangs");
        };
        send();
        assertThat(sending.nextDue()).contains(clock.instant().plus(Duration.ofMinutes(1)));
        clock.advance(Duration.ofHours(25));
        send();
        assertThat(message(id).reason()).isEqualTo("in_doubt");
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void anOwnerThatComesBackTooLateChangesNothing() {
        long id = enqueue(text(1));
        UUID slow = UUID.randomUUID();
        assertThat(inHand.leaving(slow, claim(slow), clock.instant())).isPresent();
        clock.advance(LEASE);
        send();
        assertThat(inHand.finish(slow)).isFalse();
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
    }

    @Test
    void aReportSettlesADoubt() {
        long id = enqueue(text(1));
        sms.answer = message -> new InDoubt("time-out");
        send();
        messages.reported(id, MessageState.DELIVERED, null, clock.instant());
        assertThat(state(id)).isEqualTo(MessageState.DELIVERED);
        assertThat(settled()).extracting(MessageSettled::state).containsExactly(MessageState.SENT);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void anAdapterThatBreaksLeavesItsMessagesInDoubt() {
        long id = enqueue(text(1));
        sms.answer = message -> {
            throw new IllegalStateException("broken");
        };
        send();
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(sms.taken).hasSize(1);
    }
}
