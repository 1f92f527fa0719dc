package io.relance.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import io.relance.SettableClock;
import io.relance.channel.sms.OneTryClient.NoAnswer;
import io.relance.trial.TwilioStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneTryClientTests {

    private final TwilioStandIn twilio = new TwilioStandIn(new SettableClock(Instant.EPOCH), 0);

    @AfterEach
    void close() {
        twilio.close();
    }

    @Test
    void whatIsNotAnsweredInTimeIsTriedOnce() {
        OneTryClient impatient = new OneTryClient(twilio.baseUrl(), Duration.ofMillis(300));
        twilio.delayNext(Duration.ofMinutes(1));

        assertThatThrownBy(() -> impatient.reliableRequest(post())).isInstanceOf(NoAnswer.class);
        assertThat(twilio.attempts()).isEqualTo(1);
    }

    @Test
    void aNodeThatEndsWaitsForNoAnswer() {
        OneTryClient client = new OneTryClient(twilio.baseUrl());
        twilio.delayNext(Duration.ofMinutes(1));
        CompletableFuture<Throwable> failed =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.makeRequest(post())));
        await().until(() -> twilio.attempts() == 1);
        client.hangUp();
        assertThat(failed).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(NoAnswer.class);
    }

    @Test
    void everyWayThroughTheSdksClientTriesOnce() {
        OneTryClient client = new OneTryClient(twilio.baseUrl());
        twilio.failNext(500);

        assertThat(client.reliableRequest(post(), new int[] {500}, 3, 1).getStatusCode())
                .isEqualTo(500);
        assertThat(twilio.attempts()).isEqualTo(1);
    }

    private static Request post() {
        Request request = new Request(
                HttpMethod.POST, "api", "/2010-04-01/Accounts/" + TwilioStandIn.ACCOUNT_SID + "/Messages.json");
        request.setAuth(TwilioStandIn.ACCOUNT_SID, TwilioStandIn.AUTH_TOKEN);
        request.addPostParam("To", "+33639981234");
        request.addPostParam("MessagingServiceSid", TwilioStandIn.MESSAGING_SERVICE_SID);
        request.addPostParam("Body", "a");
        return request;
    }
}
