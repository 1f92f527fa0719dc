package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

import io.relance.contact.ContactsMerged;
import io.relance.contact.Decision.Outcome;
import io.relance.contact.Facet;
import io.relance.message.AddressRejected;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;

class SendingTests extends MessageTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    @Qualifier("io.relance.message.history.MessageFacet")
    Facet facet;

    @Test
    void aQueuedMessageIsHandedOverAndSaidSo() {
        long id = enqueue(text(1));
        assertThat(state(id)).isEqualTo(MessageState.QUEUED);
        assertThat(sending.nextDue()).contains(clock.instant());
        send();
        assertThat(sms.taken).singleElement().satisfies(sent -> {
            assertThat(sent.to()).isEqualTo("+33639980001");
            assertThat(sent.text()).startsWith("Camille1, votre panier de 49,90 € vous attend : http://localhost/s/");
        });
        assertThat(message(id).state()).isEqualTo(MessageState.SENT);
        assertThat(message(id).sentAt()).isEqualTo(clock.instant());
        assertThat(decided).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.SENT);
            assertThat(decision.step()).isEqualTo("Remind");
        });
        assertThat(settled())
                .containsExactly(new MessageSettled(id, new ContactId(1), text(1).step(), MessageState.SENT, null));
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void eightWorkersHandTwoThousandMessagesOverExactlyOnce() throws Exception {
        Set<Long> queued = new HashSet<>();
        for (int i = 1; i <= 2_000; i++) {
            queued.add(enqueue(text(i)));
        }
        var threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(threads.submit(() -> {
                int all = 0;
                int some = 1;
                while (some > 0) {
                    some = batch.run(Channel.SMS, 100, clock.instant(), new Batch.Progress() {})
                            .taken();
                    all += some;
                }
                return all;
            }));
        }
        int total = 0;
        for (Future<Integer> worker : workers) {
            total += worker.get();
        }
        threads.shutdown();
        assertThat(total).isEqualTo(2_000);
        assertThat(sms.taken).hasSize(2_000).extracting(Outgoing::id).containsExactlyInAnyOrderElementsOf(queued);
        assertThat(sms.taken).allSatisfy(sent -> assertThat(sent.text())
                .startsWith("Camille" + message(sent.id()).contact().value() + ","));
        assertThat(settled()).hasSize(2_000).allMatch(event -> event.state() == MessageState.SENT);
    }

    @Test
    void noMoreIsTakenAtOnceThanWasAskedFor() {
        for (int i = 1; i <= 30; i++) {
            enqueue(text(i));
        }
        var owner = new Outbox.Owner(UUID.randomUUID(), 7);
        assertThat(outbox.claim(Channel.SMS, owner, clock.instant(), clock.instant(), 2))
                .hasSize(2);
        assertThat(jdbc.queryForObject("select count(*) from message.outbox", Integer.class))
                .isEqualTo(28);
    }

    @Test
    void oneBadRecipientHarmsNobodyElse() {
        List<Long> ids = LongStream.rangeClosed(1, 100)
                .mapToObj(i -> enqueue(text(i == 30 ? 1_000_030 : i)))
                .toList();
        long refused = ids.get(49);
        long later = ids.get(50);
        sms.answer = message -> {
            if (message.id() == refused) {
                return new Rejected("21610", "has opted out", "stop");
            }
            return message.id() == later ? new Deferred("busy", null) : new Accepted("SM");
        };
        send();
        assertThat(settled())
                .filteredOn(event -> event.state() == MessageState.SENT)
                .hasSize(97);
        assertThat(message(ids.get(29)).reason()).isEqualTo("content_missing_value");
        assertThat(decided).anySatisfy(decision -> assertThat(decision.detail())
                .isEqualTo("The template needs what is not there: contact.firstName."));
        assertThat(message(refused).reason()).isEqualTo("channel_rejected");
        assertThat(room.published)
                .contains(new AddressRejected(
                        refused, Channel.SMS, "+33639980001", new ContactId(50), "stop", clock.instant()));
        assertThat(state(later)).isEqualTo(MessageState.QUEUED);
        send();
        assertThat(sms.taken).hasSize(99);
        sms.answer = message -> new Accepted("SM");
        clock.set(sending.nextDue().orElseThrow());
        send();
        assertThat(sms.taken).hasSize(100);
        assertThat(state(later)).isEqualTo(MessageState.SENT);
    }

    @Test
    void oneThatOverflowsTheStackHarmsNobodyElse() {
        confirming(permit -> {
            if (permit.contact().value() == 3) {
                throw new StackOverflowError();
            }
            return permit;
        });
        List<Long> ids =
                LongStream.rangeClosed(1, 5).mapToObj(i -> enqueue(text(i))).toList();
        send();
        assertThat(sms.taken).hasSize(4);
        assertThat(state(ids.get(2))).isEqualTo(MessageState.QUEUED);
        assertThat(jdbc.queryForObject("select attempts from message.outbox", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aBatchThatBreaksTakesNoThreadOfItsChannelAway() {
        doThrow(new NoClassDefFoundError("on purpose")).when(decisions).record(any());
        for (int i = 0; i < 5; i++) {
            enqueue(text(i));
            assertThatThrownBy(this::send).hasCauseInstanceOf(NoClassDefFoundError.class);
        }
        doNothing().when(decisions).record(any());
        long id = enqueue(text(9));
        send();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
    }

    @Test
    void aProviderThatNeverAnswersIsTriedABoundedNumberOfTimes() {
        long id = enqueue(text(1));
        sms.answer = message -> new Deferred("down for repairs", null);
        List<Duration> pauses = new ArrayList<>();
        Instant begin = clock.instant();
        while (sending.nextDue().isPresent()) {
            pauses.add(Duration.between(clock.instant(), sending.nextDue().get()));
            clock.set(sending.nextDue().get());
            send();
        }
        assertThat(sms.taken).hasSize(12);
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofHours(5)) < 0);
        assertThat(Duration.between(begin, clock.instant())).isLessThan(Duration.ofHours(24));
        assertThat(message(id).reason()).isEqualTo("channel_unavailable");
        assertThat(state(id)).isEqualTo(MessageState.FAILED);
        verify(pressure).releaseAll(argThat(permits -> permits.size() == 1));
    }

    @Test
    void aFailureReportedBeforeWeWroteDownThatItLeftIsWhatIsSaid() {
        sms.answer = message -> {
            messages.reported(message.id(), MessageState.FAILED, "channel_undelivered", clock.instant());
            return new Accepted("SM");
        };
        long id = enqueue(text(1));
        send();
        assertThat(state(id)).isEqualTo(MessageState.FAILED);
        assertThat(settled())
                .containsExactly(new MessageSettled(
                        id, new ContactId(1), text(1).step(), MessageState.FAILED, "channel_undelivered"));
    }

    @Test
    void laterReportsRankAndTheFirstClickStays() {
        long id = enqueue(text(1));
        send();
        Instant click = clock.instant().plusSeconds(5);
        messages.clicked(id, click);
        messages.clicked(id, click.plusSeconds(5));
        messages.reported(id, MessageState.DELIVERED, null, click);
        messages.reported(id, MessageState.FAILED, "channel_undelivered", click);
        assertThat(message(id).clickedAt()).isEqualTo(click);
        assertThat(state(id)).isEqualTo(MessageState.DELIVERED);
        assertThat(decided).hasSize(1);
    }

    @Test
    @SuppressWarnings("unchecked")
    void messagesFollowAMergedPersonAndShowOnTheirRecord() {
        long id = enqueue(text(1));
        events.publishEvent(new ContactsMerged(new ContactId(1), new ContactId(2)));
        assertThat(facet.of(new ContactId(1))).contains(List.of());
        var shown = (List<Map<String, Object>>) facet.of(new ContactId(2)).orElseThrow();
        assertThat(shown).singleElement().satisfies(json -> assertThat(json)
                .containsEntry("id", id)
                .containsEntry("journey", "abandoned-cart")
                .containsEntry("channel", "sms")
                .containsEntry("state", "queued")
                .containsKeys("step", "template", "variant", "reason", "queuedAt", "sentAt"));
    }

    @Test
    void messagesLieInTheMonthTheyWereQueuedIn() {
        enqueue(text(1));
        clock.set(Instant.parse("2026-04-30T23:59:59Z"));
        send();
        enqueue(text(2));
        assertThat(jdbc.queryForList("select distinct tableoid::regclass::text from message.message", String.class))
                .containsExactlyInAnyOrder("message.message_2026_03", "message.message_2026_04");
    }

    @Test
    void onlyChannelsWithAnAdapterCarry() {
        assertThat(messages.canCarry(Channel.EMAIL)).isTrue();
        assertThat(messages.canCarry(Channel.SMS)).isTrue();
        assertThat(messages.canCarry(Channel.PUSH)).isFalse();
    }
}
