package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MockedRooms;
import io.relance.message.MessageState;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import io.relance.shared.Site;
import io.relance.trial.TwilioStandIn;
import io.relance.trial.TwilioStandIn.SentSms;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The real SDK against the stand-in. */
class SmsChannelTests extends MockedRooms {

    private static final AtomicLong ids = new AtomicLong(1000);

    @Autowired
    SmsChannel channel;

    @Autowired
    SmsCallbacks callbacks;

    @Autowired
    Site site;

    @Test
    void handsAMessageOver() {
        Outgoing message = outgoing(PHONE, "Votre panier vous attend : https://x.example/s/a STOP 36000");

        HandOver answer = channel.handOver(List.of(message), () -> true).get(0);

        assertThat(TWILIO.messages()).hasSize(1);
        SentSms sent = TWILIO.messages().get(0);
        assertThat(answer).isEqualTo(new Accepted(sent.sid()));
        assertThat(sent.to()).isEqualTo(PHONE);
        assertThat(sent.body()).isEqualTo(message.text());
        assertThat(sent.statusCallback())
                .isEqualTo(URI.create("http://localhost/channel/sms/status?message=" + message.id()));
        assertThat(channel.channel()).isEqualTo(Channel.SMS);
        assertThat(channel.configured()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServersErrorSendsOnceAndLeavesADoubt(int status) {
        TWILIO.failNext(status);

        assertThat(handOver(outgoing(PHONE, "a"))).isInstanceOf(InDoubt.class);
        assertThat(TWILIO.attempts()).isEqualTo(1);
    }

    @Test
    void aCutConnectionSendsOnceAndLeavesADoubt() {
        TWILIO.cutNextAfterAccepting();

        assertThat(handOver(outgoing(PHONE, "a"))).isInstanceOf(InDoubt.class);
        assertThat(TWILIO.attempts()).isEqualTo(1);
    }

    @Test
    void tooManyWaitsAsLongAsAskedAndTriesOnce() {
        TWILIO.tooManyNext(7);

        assertThat(handOver(outgoing(PHONE, "a"))).isInstanceOfSatisfying(NotTried.class, no -> assertThat(no.pause())
                .isEqualTo(Duration.ofSeconds(7)));
        assertThat(TWILIO.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"+15005550001, 21211, unreachable", "+15005550009, 21614, unreachable", "+15005550004, 21610, stop"})
    void aRefusedNumberIsRejected(String to, String code, String suppress) {
        assertThat(handOver(outgoing(to, "a"))).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.suppress()).isEqualTo(suppress);
        });
    }

    @Test
    void aRefusedNumberDoesNotHoldTheOthersUp() {
        List<HandOver> answers =
                channel.handOver(List.of(outgoing("+15005550001", "a"), outgoing(PHONE, "b")), () -> true);

        assertThat(answers).hasExactlyElementsOfTypes(Rejected.class, Accepted.class);
    }

    @Test
    void aWrongTokenWaits() {
        TwilioSettings wrong = new TwilioSettings(
                TwilioStandIn.ACCOUNT_SID, "wrong", TwilioStandIn.MESSAGING_SERVICE_SID, TWILIO.baseUrl());

        assertThat(handOver(wrong, outgoing(PHONE, "a"))).isInstanceOf(NotTried.class);
    }

    @Test
    void aRefusedConnectionWaits() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        TwilioSettings unreachable = new TwilioSettings(
                TwilioStandIn.ACCOUNT_SID,
                TwilioStandIn.AUTH_TOKEN,
                TwilioStandIn.MESSAGING_SERVICE_SID,
                URI.create("http://localhost:" + free));

        assertThat(handOver(unreachable, outgoing(PHONE, "a"))).isInstanceOf(NotTried.class);
    }

    @Test
    void withoutSettingsNothingIsSent() {
        TwilioSettings none = new TwilioSettings(null, "", " ", null);

        assertThat(new SmsChannel(new TwilioAccount(none, site), callbacks).configured())
                .isFalse();
        assertThat(handOver(none, outgoing(PHONE, "a"))).isInstanceOf(Rejected.class);
    }

    @Test
    void aDoubtIsSettledByTheListOfWhatWasSent() {
        Outgoing message = outgoing(PHONE, "the doubtful one");
        TWILIO.failNextAfterAccepting(500);
        channel.handOver(List.of(outgoing(PHONE, "another")), () -> true);
        channel.handOver(List.of(message), () -> true);
        String sid = TWILIO.messages().get(0).sid();

        assertThat(channel.lookUp(outgoing(PHONE, "another"))).contains(new Accepted(sid));
        assertThat(TWILIO.attempts()).isEqualTo(2);
    }

    @Test
    void whatTwilioNeverTookStaysInDoubt() {
        TWILIO.failNext(500);
        Outgoing message = outgoing(PHONE, "lost");
        channel.handOver(List.of(message), () -> true);
        channel.handOver(List.of(outgoing(PHONE, "another text"), outgoing("+33639980002", "lost")), () -> true);

        assertThat(channel.lookUp(message)).isEmpty();
    }

    @Test
    void aTwilioThatCannotBeAskedHasNotSaidNo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        TwilioSettings unreachable = new TwilioSettings(
                TwilioStandIn.ACCOUNT_SID,
                TwilioStandIn.AUTH_TOKEN,
                TwilioStandIn.MESSAGING_SERVICE_SID,
                URI.create("http://localhost:" + free));
        SmsChannel away = new SmsChannel(new TwilioAccount(unreachable, site), callbacks);

        assertThatThrownBy(() -> away.lookUp(outgoing(PHONE, "a"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aMessageOfTheSameTextLongBeforeIsNotTheOne() {
        Outgoing message = outgoing(PHONE, "again");
        TWILIO_CLOCK.set(START.minus(Duration.ofHours(1)));
        channel.handOver(List.of(outgoing(PHONE, "again")), () -> true);

        assertThat(channel.lookUp(message)).isEmpty();
    }

    @Test
    void aCallbackSettlesTheDoubtOfItsMessageOnly() {
        Outgoing doubtful = outgoing(PHONE, "same text");
        message(doubtful.id(), Channel.SMS, MessageState.SENDING, null);
        TWILIO.failNextAfterAccepting(500);
        channel.handOver(List.of(doubtful), () -> true);
        TWILIO.deliverCallbacks();

        assertThat(channel.lookUp(doubtful))
                .contains(new Accepted(TWILIO.messages().get(0).sid()));
        assertThat(channel.lookUp(outgoing(PHONE, "same text"))).isEmpty();
    }

    private HandOver handOver(Outgoing message) {
        return channel.handOver(List.of(message), () -> true).get(0);
    }

    private HandOver handOver(TwilioSettings settings, Outgoing message) {
        return new SmsChannel(new TwilioAccount(settings, site), callbacks)
                .handOver(List.of(message), () -> true)
                .get(0);
    }

    private static Outgoing outgoing(String to, String text) {
        long id = ids.incrementAndGet();
        return new Outgoing(id, id + "@example.org", to, null, null, null, text, Map.of(), START);
    }
}
