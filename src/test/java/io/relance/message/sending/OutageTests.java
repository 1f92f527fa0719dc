package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.message.MessageState;
import io.relance.message.history.Nudge;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A provider that is away, or slow, and a database that comes and goes. */
class OutageTests extends MessageTest {

    @Autowired
    Nudge nudge;

    @Autowired
    Leases leases;

    @Autowired
    TransactionTemplate transaction;

    /** So that the next test finds a channel nobody remembers any trouble of. */
    @AfterEach
    void theProviderIsBack() {
        sms.reset();
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 5; i++) {
            enqueue(text(1));
            send();
        }
    }

    @Test
    void anOutageOfDaysCostsNoMessageAnAttemptAndWhatWaitedGoesWhenItIsOver() {
        List<Long> ids =
                LongStream.rangeClosed(1, 130).mapToObj(i -> enqueue(text(i))).toList();
        sms.answer = message -> new NotTried("away", true, null);
        Instant begin = clock.instant();
        while (Duration.between(begin, clock.instant()).toHours() < 20) {
            send();
            assertThat(sending.nextDue())
                    .hasValueSatisfying(next -> assertThat(next).isAfter(clock.instant()));
            clock.set(sending.nextDue().orElseThrow());
        }
        assertThat(sms.taken.size())
                .as("one batch, then a message now and then")
                .isBetween(200, 600);
        assertThat(decided).isEmpty();
        assertThat(jdbc.queryForObject("select max(attempts) from message.outbox", Integer.class))
                .isZero();
        sms.reset();
        sms.answer = message -> new Accepted("SM");
        send();
        assertThat(ids).allMatch(id -> state(id) == MessageState.SENT);
        assertThat(sms.taken).hasSize(130);
    }

    @Test
    void whatNeverReachedTheProviderDoesNotSayThatItIsBack() {
        sms.answer = message -> new NotTried("away", true, null);
        enqueue(text(1));
        send();
        clock.set(sending.nextDue().orElseThrow());
        send();
        Instant third = sending.nextDue().orElseThrow();
        clock.set(third);
        confirming(permit -> {
            throw new IllegalStateException("cannot be prepared");
        });
        send();
        confirming(permit -> permit);
        clock.advance(Duration.ofMinutes(5));
        LongStream.rangeClosed(2, 40).forEach(i -> enqueue(text(i)));
        int before = sms.taken.size();
        send();
        assertThat(sms.taken).as("one asks for all").hasSize(before + 1);
    }

    @Test
    void whatOutlivesEveryPatienceFails() {
        long id = enqueue(text(1));
        sms.answer = message -> new NotTried("away", true, null);
        send();
        clock.advance(Duration.ofHours(25));
        send();
        assertThat(message(id).reason()).isEqualTo("channel_unavailable");
    }

    /**
     * So many texts that one batch takes all of. Whoever is queued calls for a further thread, which would take some of
     * them; a run before any is due leaves that call behind.
     */
    private List<Long> inOneBatch(int texts) {
        List<Long> ids =
                LongStream.rangeClosed(1, texts).mapToObj(i -> enqueue(text(i))).toList();
        Instant due = clock.instant();
        clock.set(due.minusSeconds(1));
        send();
        assertThat(sms.taken).isEmpty();
        clock.set(due);
        return ids;
    }

    @Test
    void afterADoubtTheRestIsNotBegunAndNobodyElseIsInDoubt() {
        List<Long> ids = inOneBatch(60);
        AtomicInteger calls = new AtomicInteger();
        sms.answer = message -> {
            int call = calls.incrementAndGet();
            return call < 30 ? new Accepted("SM") : new InDoubt("no answer");
        };
        sms.atOnce = 1;
        send();
        assertThat(ids).filteredOn(id -> state(id) == MessageState.SENT).hasSize(29);
        assertThat(ids).filteredOn(id -> state(id) == MessageState.IN_DOUBT).hasSize(1);
        assertThat(ids).filteredOn(id -> state(id) == MessageState.QUEUED).hasSize(30);
        assertThat(calls.get()).as("the next is not begun").isEqualTo(30);
    }

    /** The provider says when it was asked, and answers when it is told to. */
    private void answersOn(CountDownLatch answer, CountDownLatch asked) {
        sms.answer = message -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Accepted("SM");
        };
    }

    @Test
    void aSlowChannelIsInNoOtherChannelsWay() throws Exception {
        long slow = enqueue(text(1));
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        answersOn(answer, asked);
        CompletableFuture<Void> run = CompletableFuture.runAsync(this::send);
        asked.await();
        long mail = enqueue(mail(2));
        await().untilAsserted(() -> assertThat(state(mail)).isEqualTo(MessageState.SENT));
        assertThat(state(slow)).isEqualTo(MessageState.SENDING);
        assertThat(run).isNotDone();
        answer.countDown();
        run.get();
        assertThat(state(slow)).isEqualTo(MessageState.SENT);
    }

    @Test
    void whoeverIsGivenOneAtATimeHasOneInDoubtAfterACrash() {
        inOneBatch(60);
        sms.atOnce = 1;
        List<Integer> leaving = new ArrayList<>();
        sms.answer = message -> {
            leaving.add(jdbc.queryForObject("select max(cardinality(leaving)) from message.in_hand", Integer.class));
            return new Accepted("SM");
        };
        send();
        assertThat(leaving).hasSize(60).startsWith(1, 2, 3).endsWith(60);
    }

    @Test
    void whatComesDueWhileOneChannelHasALongQueueBeforeItLeavesByTheOther() throws Exception {
        long slow = enqueue(text(1));
        UUID vanished = UUID.randomUUID();
        long lost = enqueue(mail(2));
        Instant lease = clock.instant().plusSeconds(30);
        outbox.claim(Channel.EMAIL, new Outbox.Owner(vanished, 7), clock.instant(), lease, 100);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        answersOn(answer, asked);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> sending.runDue(clock::instant));
        try {
            asked.await();
            clock.advance(Duration.ofMinutes(1));
            long mail = enqueue(mail(3));
            await().untilAsserted(() -> assertThat(state(mail)).isEqualTo(MessageState.SENT));
            await("what a vanished node had in hand")
                    .untilAsserted(() -> assertThat(state(lost)).isEqualTo(MessageState.SENT));
            assertThat(run).isNotDone();
            assertThat(state(slow)).isEqualTo(MessageState.SENDING);
        } finally {
            answer.countDown();
        }
        run.get();
    }

    @Test
    void theSenderIsToldOnceWhenWhatWasQueuedIsDurable() {
        AtomicInteger told = new AtomicInteger();
        try {
            nudge.listen(told::incrementAndGet);
            transaction.executeWithoutResult(status -> {
                enqueue(text(1));
                enqueue(text(2));
                assertThat(told).hasValue(0);
            });
            assertThat(told).hasValue(1);
            transaction.executeWithoutResult(status -> {
                enqueue(text(3));
                status.setRollbackOnly();
            });
            assertThat(told).hasValue(1);
        } finally {
            nudge.listen(() -> {});
        }
    }

    @Test
    void ofWhatAVanishedNodeHadInHandOnlyWhatMayHaveLeftIsInDoubt() {
        List<Long> ids =
                LongStream.rangeClosed(1, 4).mapToObj(i -> enqueue(text(i))).toList();
        UUID owner = UUID.randomUUID();
        Duration lease = Duration.ofMinutes(2);
        outbox.claim(
                Channel.SMS,
                new Outbox.Owner(owner, 7),
                clock.instant(),
                clock.instant().plus(lease),
                100);
        inHand.leaving(owner, ids.subList(0, 2), clock.instant());
        inHand.putDown(owner, ids.subList(0, 1));
        assertThat(inHand.takeBack(clock.instant(), List.of())).isZero();
        clock.advance(lease);
        assertThat(sending.nextDue()).contains(clock.instant());
        assertThat(inHand.takeBack(clock.instant(), List.of())).isEqualTo(3);
        assertThat(ids.subList(1, 4))
                .extracting(this::state)
                .containsExactly(MessageState.IN_DOUBT, MessageState.QUEUED, MessageState.QUEUED);
        assertThat(inHand.finish(owner)).isFalse();
    }

    @Test
    void whoeverStillTriesToWriteDownWhatBecameOfABatchDoesNotLoseItToItsOwnNode() {
        long id = enqueue(text(1));
        sms.answer = message -> {
            clock.advance(Duration.ofMinutes(3));
            leases.takeBack(clock.instant());
            return new Accepted("SM");
        };
        send();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
        assertThat(sms.taken).hasSize(1);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void aNodeWhoseClockIsAheadTakesNothingFromOneThatLives() throws Exception {
        enqueue(text(1));
        UUID owner = UUID.randomUUID();
        outbox.claim(Channel.SMS, new Outbox.Owner(owner, 11), clock.instant(), clock.instant(), 100);
        try (var session = jdbc.getDataSource().getConnection();
                var statement = session.createStatement()) {
            statement.execute("select pg_advisory_lock(11)");
            assertThat(inHand.takeBack(clock.instant(), List.of())).isZero();
            statement.execute("select pg_advisory_unlock(11)");
        }
        assertThat(inHand.takeBack(clock.instant(), List.of())).isEqualTo(1);
    }
}
