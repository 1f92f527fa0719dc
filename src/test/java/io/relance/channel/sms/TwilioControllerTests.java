package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verifyNoInteractions;

import io.relance.Browser;
import io.relance.MockedRooms;
import io.relance.consent.ConsentTopic;
import io.relance.contact.NewActivity;
import io.relance.message.MessageState;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Channel;
import io.relance.trial.TwilioStandIn;
import io.relance.trial.TwilioStandIn.SentSms;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class TwilioControllerTests extends MockedRooms {

    @Autowired
    SmsChannel channel;

    @Autowired
    JdbcClient jdbc;

    @Test
    void callbacksOfAMessageReportItsDelivery() {
        send();

        assertThat(TWILIO.hasPendingCallbacks()).isTrue();
        assertThat(TWILIO.deliverCallbacks()).containsExactly(204, 204);
        assertThat(TWILIO.hasPendingCallbacks()).isFalse();
        then(messages).should(times(1)).reported(SMS_MESSAGE, MessageState.DELIVERED, null, START);
    }

    @Test
    void repeatedAndLateCallbacksChangeNothing() {
        SentSms sent = send();

        for (String status : List.of("delivered", "delivered", "sent", "undelivered", "failed", "read")) {
            assertThat(TWILIO.callBack(sent, status, null)).isEqualTo(204);
        }

        then(messages).should(times(1)).reported(eq(SMS_MESSAGE), any(), any(), any());
        assertThat(jdbc.sql("select count(*) from channel_sms.callback where sid = ?")
                        .param(sent.sid())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "undelivered, 30005, unreachable",
        "undelivered, 30006, unreachable",
        "failed, 21610, stop",
        "undelivered, 30003,",
        "undelivered, 30008,",
        "failed, 30007,"
    })
    void anUndeliveredMessageFailsAndItsNumberRestsWhereItIsAtFault(String status, int code, String suppress) {
        TWILIO.callBack(send(), status, code);

        then(messages).should().reported(SMS_MESSAGE, MessageState.FAILED, "channel_undelivered_" + code, START);
        if (suppress == null) {
            then(suppressions).should(never()).suppress(any(), any(), any(), any(), any());
        } else {
            then(suppressions).should().suppress(Channel.SMS, PHONE, suppress, START, "provider");
        }
    }

    @Test
    void aCallbackAboutAnErasedPersonsMessageIsNotKept() {
        given(messages.find(SMS_MESSAGE)).willReturn(Optional.empty());
        SentSms sent = send();

        assertThat(TWILIO.callBack(sent, "delivered", null)).isEqualTo(204);
        assertThat(jdbc.sql("select count(*) from channel_sms.callback where sid = ?")
                        .param(sent.sid())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aHandsetThatIsOffFiveTimesInARowOverAWeekIsGone() {
        jdbc.sql("truncate channel_sms.unreachable").update();
        for (int day : List.of(0, 1, 2, 3)) {
            clock.set(START.plus(Duration.ofDays(day)));
            TWILIO.callBack(sendAnew(), "undelivered", 30003);
        }
        clock.set(START.plus(Duration.ofDays(4)));
        TWILIO.callBack(sendAnew(), "delivered", null);
        for (int day : List.of(5, 6, 7, 8, 9)) {
            clock.set(START.plus(Duration.ofDays(day)));
            TWILIO.callBack(sendAnew(), "undelivered", 30003);
        }
        then(suppressions).should(never()).suppress(any(), any(), any(), any(), any());

        clock.set(START.plus(Duration.ofDays(12)));
        TWILIO.callBack(sendAnew(), "undelivered", 30003);

        then(suppressions).should().suppress(Channel.SMS, PHONE, "unreachable", clock.instant(), "provider");
    }

    @Test
    void aStopThatOnlyTwilioHeardIsAWithdrawal() {
        TWILIO.callBack(send(), "failed", 21610);

        then(suppressions).should().suppress(Channel.SMS, PHONE, "stop", START, "provider");
        then(consents)
                .should()
                .withdraw(eq(CAMILLE), eq(ConsentTopic.SMS), eq(START), eq("provider"), startsWith("21610"));
    }

    @Test
    void whatCannotBeDeliveredIsCalledBackAsSuch() {
        TWILIO.cannotDeliverTo(PHONE, 30005);
        send();

        TWILIO.deliverCallbacks();

        then(messages).should().reported(SMS_MESSAGE, MessageState.FAILED, "channel_undelivered_30005", START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/channel/sms/status?message=42", "/channel/sms/inbound"})
    void whatTwilioDidNotSignChangesNothing(String path) {
        String form = "MessageSid=SM1&MessageStatus=delivered&From=%2B33639981234&Body=STOP";

        for (String signature : List.of("", "AAAA", "b/JpwU2l1WxTq5rD7hQnS0bXf0A=")) {
            HttpResponse<String> answer = new Browser(port).send("POST", path, form, new String[] {
                "Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", signature
            });
            assertThat(answer.statusCode()).isEqualTo(403);
        }

        verifyNoInteractions(suppressions, timeline);
        then(messages).should(never()).reported(eq(SMS_MESSAGE), any(), any(), any());
    }

    @Test
    void aSignatureForOneMessageIsNoneForAnother() {
        SentSms sent = send();
        UnaryOperator<URI> bent = address -> URI.create("http://localhost:" + port + "/channel/sms/status?message=41");

        try (TwilioStandIn other = new TwilioStandIn(clock, 0, bent)) {
            assertThat(other.callBack(sent, "delivered", null)).isEqualTo(403);
        }
        then(messages).should(never()).reported(anyLong(), any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "Arrêt svp", "désabonnement !"})
    void stopIsHeardOnceHoweverOftenItIsPosted(String text) {
        String sid = "SM" + text.hashCode();

        assertThat(TWILIO.receive(PUBLIC, sid, PHONE, text)).isEqualTo(200);
        assertThat(TWILIO.receive(PUBLIC, sid, PHONE, text)).isEqualTo(200);

        then(suppressions).should(times(1)).suppress(Channel.SMS, PHONE, "stop", START, "reply");
        then(consents).should(times(1)).withdraw(CAMILLE, ConsentTopic.SMS, START, "reply", text);
        then(timeline).should(times(1)).record(anyList());
    }

    @Test
    void stopIsHeardWithACharacterThatCannotBeKept() {
        assertThat(TWILIO.receive(PUBLIC, "SM\0nul", PHONE, "STOP\0")).isEqualTo(200);

        then(suppressions).should().suppress(Channel.SMS, PHONE, "stop", START, "reply");
        then(consents).should().withdraw(CAMILLE, ConsentTopic.SMS, START, "reply", "STOP");
    }

    @Test
    void startLiftsTheStop() {
        TWILIO.receive(PUBLIC, PHONE, "start");

        then(suppressions).should().lift(Channel.SMS, PHONE, "stop", START, "reply");
    }

    @Test
    void anythingElseIsKeptForPeopleToRead() {
        TWILIO.receive(PUBLIC, PHONE, "Où est mon colis & pourquoi + quand = ?");

        verifyNoInteractions(suppressions);
        then(timeline).should().record(argThatSays("Où est mon colis & pourquoi + quand = ?"));
    }

    private static List<NewActivity> argThatSays(String text) {
        return argThat(activities -> activities.get(0).properties().equals(Map.of("channel", "sms", "text", text)));
    }

    private SentSms sendAnew() {
        TWILIO.reset();
        return send();
    }

    private SentSms send() {
        channel.handOver(
                List.of(new Outgoing(SMS_MESSAGE, "42@example.org", PHONE, null, null, null, "a", Map.of(), START)),
                () -> true);
        return TWILIO.messages().get(0);
    }
}
