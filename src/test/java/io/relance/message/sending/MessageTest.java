package io.relance.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.Decision;
import io.relance.contact.Decisions;
import io.relance.message.AddressRejected;
import io.relance.message.Draft;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.message.MessagesSettled;
import io.relance.message.Sources;
import io.relance.message.Templates;
import io.relance.message.Tray;
import io.relance.message.sending.MessageTest.TestRoom;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Verdict;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.Money;
import io.relance.shared.StepRef;
import io.relance.shop.Cart;
import io.relance.shop.CartLine;
import io.relance.shop.Carts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** The room with a real database and a real SMTP server, and the rooms around it played by the test. */
@RelanceTest
@Import(TestRoom.class)
public abstract class MessageTest {

    static final GreenMail SMTP = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        SMTP.start();
    }

    @DynamicPropertySource
    static void smtp(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
    }

    /** A text message channel the test commands, and all that was published. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TestRoom {

        final List<Object> published = Collections.synchronizedList(new ArrayList<>());

        @Bean
        ScriptedSms scriptedSms() {
            return new ScriptedSms();
        }

        @EventListener
        void on(MessagesSettled event) {
            published.add(event);
        }

        @EventListener
        void on(AddressRejected event) {
            published.add(event);
        }
    }

    static final String CART = "cart-1";

    @MockitoBean
    Contacts contacts;

    @MockitoBean
    Carts carts;

    @MockitoBean
    Pressure pressure;

    @MockitoBean
    Decisions decisions;

    @Autowired
    SettableClock clock;

    @Autowired
    Messages messages;

    @Autowired
    protected Templates templates;

    @Autowired
    SendsDueMessages sending;

    @Autowired
    Batch batch;

    @Autowired
    Outbox outbox;

    @Autowired
    InHand inHand;

    @Autowired
    ScriptedSms sms;

    @Autowired
    TestRoom room;

    @Autowired
    Links links;

    @Autowired
    protected JdbcTemplate jdbc;

    final List<Decision> decided = Collections.synchronizedList(new ArrayList<>());
    private long permits;

    @BeforeEach
    void begin() throws Exception {
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
        jdbc.execute("truncate message.message, message.outbox, message.in_hand, message.template, message.short_link");
        SMTP.purgeEmailFromAllMailboxes();
        sms.reset();
        room.published.clear();
        assertThat(templates.publish("_layout", Map.of("fr.mjml", Sources.read("layout-fr.mjml"))))
                .isEmpty();
        assertThat(templates.publish(
                        "cart",
                        Map.of(
                                "fr.mjml", Sources.read("cart-fr.mjml"),
                                "en.mjml", Sources.read("cart-en.mjml"),
                                "fr.sms.liquid", Sources.read("cart-fr.sms.liquid"))))
                .isEmpty();
        doAnswer(call -> decided.addAll(call.getArgument(0))).when(decisions).record(any());
        when(contacts.findAll(anyCollection())).thenAnswer(call -> call.<Collection<ContactId>>getArgument(0).stream()
                .collect(Collectors.toMap(Function.identity(), this::person)));
        cartsAre(Cart.Status.OPEN);
        confirming(permit -> permit);
    }

    /** Every cart asked for is there and in this state; null: none is. */
    void cartsAre(Cart.Status status) {
        doAnswer(call -> status == null ? Optional.empty() : cart(call.getArgument(0), status))
                .when(carts)
                .find(any(), anyString());
        doAnswer(call -> status == null
                        ? Map.of()
                        : call.<Collection<Carts.Name>>getArgument(0).stream()
                                .collect(Collectors.toMap(Function.identity(), name -> cart(name.contact(), status)
                                        .orElseThrow())))
                .when(carts)
                .findAll(any());
    }

    /** What the gate answers when it is asked again. */
    void confirming(Function<Permit, Verdict> verdict) {
        doAnswer(call -> call.<List<Permit>>getArgument(0).stream().map(verdict).toList())
                .when(pressure)
                .confirmAll(any(), any());
    }

    /** Camille, in French; whoever has a number above 1,000,000 has no name. */
    Contact person(ContactId id) {
        String name = id.value() > 1_000_000 ? null : "Camille" + id.value();
        return new Contact(
                id,
                "user-" + id.value(),
                "camille" + id.value() + "@example.org",
                "+33639980001",
                name,
                "Exemple",
                "fr",
                Optional.empty(),
                Map.of());
    }

    Optional<Cart> cart(ContactId contact, Cart.Status status) {
        CartLine soap = new CartLine(
                "p1",
                "s1",
                "Savon",
                null,
                null,
                new BigDecimal("24.95"),
                2,
                "https://shop.example/p1",
                "https://shop.example/p1.png");
        return Optional.of(new Cart(
                contact,
                CART,
                null,
                status,
                List.of(soap),
                new Money(new BigDecimal("49.90"), "EUR"),
                clock.instant().minus(Duration.ofHours(1)),
                "https://shop.example/cart?c=1"));
    }

    static Draft draft(long contact, Channel channel, MessageClass messageClass) {
        return new Draft(
                new ContactId(contact),
                channel,
                "cart",
                messageClass,
                new StepRef("abandoned-cart", 1, contact, "Remind"),
                CART,
                null,
                null,
                null,
                null);
    }

    static Draft mail(long contact) {
        return draft(contact, Channel.EMAIL, MessageClass.MARKETING);
    }

    static Draft text(long contact) {
        return draft(contact, Channel.SMS, MessageClass.MARKETING);
    }

    long enqueue(Draft draft) {
        return enqueue(draft, clock.instant());
    }

    long enqueue(Draft draft, Instant from) {
        String address = draft.channel() == Channel.SMS
                ? "+33639980001"
                : "camille" + draft.contact().value() + "@example.org";
        Permit permit = new Permit(
                ++permits,
                draft.contact(),
                draft.channel(),
                draft.messageClass(),
                address,
                from,
                from.isAfter(clock.instant()) ? Why.of("quiet_hours", "It is night.") : null,
                draft.waitAfter(),
                ZoneOffset.UTC);
        return write(tray -> tray.enqueue(permit, draft, clock.instant()));
    }

    long write(ToLongFunction<Tray> work) {
        Tray tray = messages.tray(decided::add);
        long id = work.applyAsLong(tray);
        tray.write();
        return id;
    }

    void send() {
        sending.runDue(clock.instant());
    }

    Message message(long id) {
        return messages.find(id).orElseThrow();
    }

    MessageState state(long id) {
        return message(id).state();
    }

    List<MessageSettled> settled() {
        return room.published.stream()
                .filter(MessagesSettled.class::isInstance)
                .flatMap(batch -> ((MessagesSettled) batch).messages().stream())
                .toList();
    }
}
