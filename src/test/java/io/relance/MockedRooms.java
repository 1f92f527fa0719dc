package io.relance;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import io.relance.trial.TwilioStandIn;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/**
 * What comes back, tested over the real port with the rooms below it replaced: one message in each channel to one
 * person, and a Twilio stand-in that reaches the product as if through a proxy.
 */
@RelanceTest
public abstract class MockedRooms {

    protected static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    protected static final ContactId CAMILLE = new ContactId(7);
    protected static final String PHONE = "+33639981234";
    protected static final long EMAIL_MESSAGE = 41;
    protected static final long SMS_MESSAGE = 42;

    /** What the product is called from outside; the port is between it and the proxy. */
    protected static final URI PUBLIC = URI.create("http://localhost");

    private static volatile int productPort;

    protected static final SettableClock TWILIO_CLOCK = new SettableClock(START);
    protected static final TwilioStandIn TWILIO = new TwilioStandIn(
            TWILIO_CLOCK, 0, address -> URI.create("http://localhost:" + productPort + pathAndQuery(address)));

    @MockitoBean
    protected Messages messages;

    @MockitoBean
    protected Links links;

    @MockitoBean
    protected Consents consents;

    @MockitoBean
    protected Contacts contacts;

    @MockitoBean
    protected Suppressions suppressions;

    @MockitoBean
    protected Timeline timeline;

    @Autowired
    protected SettableClock clock;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void twilio(DynamicPropertyRegistry registry) {
        registry.add("twilio.account-sid", () -> TwilioStandIn.ACCOUNT_SID);
        registry.add("twilio.auth-token", () -> TwilioStandIn.AUTH_TOKEN);
        registry.add("twilio.messaging-service-sid", () -> TwilioStandIn.MESSAGING_SERVICE_SID);
        registry.add("twilio.base-url", TWILIO::baseUrl);
    }

    @BeforeEach
    void camilleHasOneMessageInEachChannel() {
        productPort = port;
        TWILIO.reset();
        TWILIO_CLOCK.set(START);
        clock.set(START);
        Contact camille = contact("fr");
        given(contacts.find(CAMILLE)).willReturn(Optional.of(camille));
        given(contacts.byPhone(PHONE)).willReturn(List.of(camille));
        consent(Consent.State.GRANTED);
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.SENT, START.minusSeconds(3600));
        message(SMS_MESSAGE, Channel.SMS, MessageState.SENT, START.minusSeconds(3600));
        given(links.openClick("good"))
                .willReturn(Optional.of(new Links.Click(EMAIL_MESSAGE, "https://shop.example/c?a=1")));
        given(links.openShortClick("abc"))
                .willReturn(Optional.of(new Links.Click(SMS_MESSAGE, "https://shop.example/")));
        given(links.openUnsubscribe("good")).willReturn(Optional.of(EMAIL_MESSAGE));
    }

    protected static Contact contact(String language) {
        return new Contact(
                CAMILLE,
                "u1",
                "camille@example.org",
                PHONE,
                "Camille",
                "Exemple",
                language,
                Optional.empty(),
                Map.of());
    }

    protected void message(long id, Channel channel, MessageState state, Instant sentAt) {
        StepRef step = new StepRef("abandoned-cart", 1, 5, "send_reminder_1");
        given(messages.find(id))
                .willReturn(Optional.of(new Message(
                        id,
                        CAMILLE,
                        step,
                        channel,
                        "reminder-1",
                        state,
                        null,
                        START.minusSeconds(7200),
                        sentAt,
                        null)));
    }

    protected void consent(Consent.State state) {
        Consent said = new Consent(state, "test", START);
        given(consents.of(any(), ArgumentMatchers.<ConsentTopic>any())).willReturn(said);
        given(consents.of(any()))
                .willReturn(Stream.of(ConsentTopic.values()).collect(Collectors.toMap(topic -> topic, topic -> said)));
    }

    private static String pathAndQuery(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }
}
