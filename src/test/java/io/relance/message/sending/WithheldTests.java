package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.verify;

import io.relance.contact.Decision.Outcome;
import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.pressure.Busy;
import io.relance.pressure.InWords;
import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shop.Cart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is queued and does not leave: held, skipped or withdrawn, each with its reason. */
class WithheldTests extends MessageTest {

    @Test
    void aCartBoughtInTheMeantimeIsNotReminded() {
        long id = enqueue(text(1));
        cartsAre(Cart.Status.ORDERED);
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(message(id).state()).isEqualTo(MessageState.SKIPPED);
        assertThat(message(id).reason()).isEqualTo("already_bought");
        verify(pressure).releaseAll(argThat(permits -> permits.size() == 1));
        assertThat(settled()).extracting(MessageSettled::reason).containsExactly("already_bought");
    }

    @Test
    void whatNoLongerHoldsIsSkippedWithItsReason() {
        long emptied = enqueue(text(1));
        cartsAre(null);
        send();
        cartsAre(Cart.Status.OPEN);
        Draft late = new Draft(
                new ContactId(2),
                Channel.SMS,
                "cart",
                MessageClass.MARKETING,
                null,
                null,
                null,
                null,
                clock.instant().minusSeconds(1),
                null);
        long tooLate = enqueue(late);
        send();
        confirming(permit -> new Refusal("consent_withdrawn", "Consent was withdrawn.", null));
        long withdrawn = enqueue(text(3));
        send();
        assertThat(List.of(emptied, tooLate, withdrawn))
                .extracting(id -> message(id).reason())
                .containsExactly("content_cart_empty", "content_too_late", "consent_withdrawn");
        assertThat(decided)
                .filteredOn(decision -> decision.reason().startsWith("content_"))
                .extracting(decision -> decision.french())
                .containsExactly("Le panier est vide ou n’existe plus.");
        assertThat(sms.taken).isEmpty();
    }

    @Test
    void aHeldMessageAsksAgainWhenItsTimeComesAndMayBeHeldAgain() {
        Instant morning = clock.instant().plus(Duration.ofHours(10));
        long id = enqueue(text(1), morning);
        assertThat(message(id).state()).isEqualTo(MessageState.HELD);
        assertThat(message(id).reason()).isEqualTo("quiet_hours");
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(sending.nextDue()).contains(morning);
        clock.set(morning);
        Instant noon = morning.plus(Duration.ofHours(3));
        confirming(permit -> held(permit, noon));
        send();
        assertThat(message(id).reason()).isEqualTo("cap_week");
        assertThat(sending.nextDue()).contains(noon);
        confirming(permit -> permit);
        clock.set(noon);
        send();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
        assertThat(decided).extracting(d -> d.outcome()).containsExactly(Outcome.HELD, Outcome.HELD, Outcome.SENT);
        assertThat(decided)
                .extracting(d -> d.detail())
                .containsExactly(
                        "It is night. This one waits until " + InWords.moment(morning, ZoneOffset.UTC) + ".",
                        "This week had enough. This one waits until " + InWords.moment(noon, ZoneId.of("Europe/Paris"))
                                + ".",
                        null);
    }

    @Test
    void whoeverSomebodyIsAtWorkForIsAskedAboutAgainInAMoment() {
        long id = enqueue(text(1));
        confirming(permit -> new Busy());
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(decided).as("nothing was decided").isEmpty();
        Instant moment = clock.instant().plusMillis(200);
        assertThat(sending.nextDue()).contains(moment);
        confirming(permit -> permit);
        clock.set(moment);
        send();
        assertThat(state(id)).isEqualTo(MessageState.SENT);
    }

    private static Permit held(Permit permit, Instant until) {
        return new Permit(
                permit.id(),
                permit.contact(),
                permit.channel(),
                permit.messageClass(),
                permit.address(),
                until,
                Why.of("cap_week", "This week had enough."),
                null,
                ZoneId.of("Europe/Paris"));
    }

    @Test
    void aRefusedMessageIsKeptAsSkipped() {
        long id = write(tray ->
                tray.skip(new Refusal("consent_unknown", "No consent is known.", null), text(1), clock.instant()));
        assertThat(message(id).state()).isEqualTo(MessageState.SKIPPED);
        assertThat(messages.latest(1)).map(Message::reason).contains("consent_unknown");
        assertThat(decided).extracting(d -> d.reason()).containsExactly("consent_unknown");
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void aRunThatEndsWithdrawsWhatWaits() {
        long sent = enqueue(text(1));
        send();
        long waiting = enqueue(text(1), clock.instant().plusSeconds(60));
        long other = enqueue(text(2), clock.instant().plusSeconds(60));
        messages.withdraw(
                List.of(new Messages.Withdrawal(1, "already_bought", "The cart was bought.")), clock.instant());
        assertThat(state(sent)).isEqualTo(MessageState.SENT);
        assertThat(message(waiting).reason()).isEqualTo("already_bought");
        assertThat(state(other)).isEqualTo(MessageState.HELD);
        assertThat(messages.of(1)).extracting(Message::id).containsExactly(sent, waiting);
        verify(pressure).release(2);
    }

    private HandOver withdrawnMeanwhile(HandOver answer) {
        messages.withdraw(
                List.of(new Messages.Withdrawal(1, "already_bought", "The cart was bought.")), clock.instant());
        return answer;
    }

    @Test
    void aRunThatEndsWhileItsMessageIsInHandWithdrawsItWhereItDoesNotLeave() {
        sms.answer = message -> withdrawnMeanwhile(new Deferred("busy", null));
        long later = enqueue(text(1));
        long other = enqueue(text(2));
        send();
        assertThat(message(later).reason()).isEqualTo("already_bought");
        assertThat(state(later)).isEqualTo(MessageState.SKIPPED);
        assertThat(decided).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(decision.detail()).isEqualTo("The cart was bought.");
        });
        assertThat(settled()).extracting(MessageSettled::id).containsExactly(later);
        verify(pressure).releaseAll(List.of(1L));
        assertThat(state(other)).isEqualTo(MessageState.QUEUED);
        assertThat(sms.taken).hasSize(2);

        sms.answer = message -> withdrawnMeanwhile(new Accepted("SM"));
        long left = enqueue(text(1));
        send();
        assertThat(state(left)).isEqualTo(MessageState.SENT);
    }

    @Test
    void aRunThatEndsWhileItsMessageIsInDoubtDoesNotSendItAgain() {
        sms.answer = message -> withdrawnMeanwhile(new InDoubt("time-out"));
        long id = enqueue(draft(1, Channel.SMS, MessageClass.TRANSACTIONAL));
        send();
        clock.advance(Duration.ofDays(1));
        send();
        assertThat(sms.taken).hasSize(1);
        assertThat(state(id)).isEqualTo(MessageState.IN_DOUBT);
        assertThat(sending.nextDue()).isEmpty();
    }

    @Test
    void aRunThatEndsWhileAVanishedNodeHadItsMessageWithdrawsIt() {
        long id = enqueue(text(1));
        outbox.claim(Channel.SMS, new Outbox.Owner(UUID.randomUUID(), 7), clock.instant(), clock.instant(), 100);
        withdrawnMeanwhile(null);
        assertThat(state(id)).isEqualTo(MessageState.SENDING);
        send();
        assertThat(sms.taken).isEmpty();
        assertThat(message(id).reason()).isEqualTo("already_bought");
    }
}
