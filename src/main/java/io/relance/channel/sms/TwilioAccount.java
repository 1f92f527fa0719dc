package io.relance.channel.sms;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import io.relance.message.spi.Outgoing;
import io.relance.shared.Site;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/** The shop's account at Twilio, as its SDK speaks with it. */
@Component
class TwilioAccount {

    /** The most Twilio gives at once. */
    private static final long PAGE = 1000;

    private final TwilioSettings settings;
    private final URI statusCallback;
    private final OneTryClient http;
    private final TwilioRestClient client;

    TwilioAccount(TwilioSettings settings, Site site) {
        this.settings = settings;
        this.statusCallback = PublicAddress.of(site, "/channel/sms/status");
        this.http = new OneTryClient(settings.baseUrl());
        this.client = settings.complete() ? client(settings, http) : null;
    }

    private static TwilioRestClient client(TwilioSettings settings, OneTryClient http) {
        return new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(http)
                .build();
    }

    /** Whether there is an account to speak with. */
    boolean exists() {
        return client != null;
    }

    /** Waits for no answer any longer. */
    void hangUp() {
        http.hangUp();
    }

    /** Sends one message and answers its SID; throws what {@link Answers} understands. */
    String send(Outgoing message) {
        return Message.creator(new PhoneNumber(message.to()), settings.messagingServiceSid(), message.text())
                .setStatusCallback(URI.create(statusCallback + "?message=" + message.id()))
                .create(client)
                .getSid();
    }

    /**
     * What it took for a number, as far as one page goes. Not by the date of sending: what still waits at Twilio has
     * none.
     */
    List<Message> sentTo(String number) {
        Page<Message> page = Message.reader()
                .setTo(new PhoneNumber(number))
                .setPageSize(PAGE)
                .firstPage(client);
        return page.getRecords();
    }
}
