package io.relance.tracking;

import io.relance.consent.ConsentTopic;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.message.AddressRejected;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What providers report, in our words; channels translate and call here. */
@Component
public class Reports {

    private static final Logger log = LoggerFactory.getLogger(Reports.class);
    private static final String STOP = "stop";

    private final Messages messages;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final SoftRows softRows;
    private final Withdrawals withdrawals;
    private final Timeline timeline;

    Reports(
            Messages messages,
            Contacts contacts,
            Suppressions suppressions,
            SoftRows softRows,
            Withdrawals withdrawals,
            Timeline timeline) {
        this.messages = messages;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.softRows = softRows;
        this.withdrawals = withdrawals;
        this.timeline = timeline;
    }

    /** Whether there is such a message: what is reported of an erased person's must not be kept. */
    public boolean knows(long message) {
        return messages.find(message).isPresent();
    }

    /** The message arrived. */
    @Transactional
    public void delivered(long message, Instant at) {
        messages.reported(message, MessageState.DELIVERED, null, at);
    }

    /** The message will never arrive; {@code suppress} names why its address must rest, null when it is not at fault. */
    @Transactional
    public void undeliverable(long message, String code, String detail, String suppress, Instant at) {
        undeliverable(message, null, code, detail, suppress, at);
    }

    /** The same where the provider names the address; null takes the one its contact has now. */
    @Transactional
    public void undeliverable(long message, String address, String code, String detail, String suppress, Instant at) {
        log.info("message {} will not arrive: {} {}", message, code, detail);
        if (STOP.equals(suppress) && address != null) {
            // Whoever works for a person locks the person first, then what was written to them.
            withdrawn(Channel.SMS, address, code + " " + detail, at);
        }
        messages.reported(message, MessageState.FAILED, "channel_undelivered_" + code, at);
        if (suppress != null) {
            messages.find(message).ifPresent(known -> suppress(known, address, suppress, at));
        }
    }

    /** A person answered STOP: their number is silent for everybody who has it. {@code proof} is what they wrote. */
    @Transactional
    public void stopped(Channel channel, String address, String proof, Instant at) {
        suppressions.suppress(channel, address, STOP, at, "reply");
        List<Contact> people = contacts.byPhone(address);
        for (Contact person : people) {
            withdrawals.withdraw(person.id(), ConsentTopic.of(channel), at, "reply", proof);
        }
        record(people, "SMS Stopped", channel, proof, at);
    }

    /** A person answered START: lifts the STOP, nothing else. */
    @Transactional
    public void started(Channel channel, String address, String proof, Instant at) {
        suppressions.lift(channel, address, STOP, at, "reply");
        record(contacts.byPhone(address), "SMS Started", channel, proof, at);
    }

    /** A person wrote to us. */
    @Transactional
    public void replied(Channel channel, String address, String text, Instant at) {
        record(contacts.byPhone(address), "SMS Received", channel, text, at);
    }

    /**
     * Joins the sender's transaction: the address is silent as soon as the message counts as failed; for what may pass,
     * only with the fifth in a row.
     */
    @EventListener
    void on(AddressRejected rejected) {
        if (rejected.reason().equals(SoftRows.REASON)) {
            messages.find(rejected.message())
                    .ifPresent(message -> softRows.bounced(
                            rejected.channel(), rejected.address(), message, rejected.at(), "hand-over"));
            return;
        }
        suppressions.suppress(rejected.channel(), rejected.address(), rejected.reason(), rejected.at(), "hand-over");
    }

    /**
     * The provider knew of a STOP that never reached us. In a transaction of its own, as the sender's must not wait for
     * people; should it be lost, the number is silent all the same.
     */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void withdraw(AddressRejected rejected) {
        if (STOP.equals(rejected.reason())) {
            String proof = "refused at the hand-over of message " + rejected.message();
            withdrawn(rejected.channel(), rejected.address(), proof, rejected.at());
        }
    }

    private void withdrawn(Channel channel, String address, String proof, Instant at) {
        List<Contact> news = contacts.byPhone(address).stream()
                .filter(person -> withdrawals.withdraw(person.id(), ConsentTopic.of(channel), at, "provider", proof))
                .toList();
        record(news, "SMS Stopped", channel, proof, at);
    }

    private void record(List<Contact> people, String name, Channel channel, String text, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        Map<String, Object> properties = Map.of("channel", channel.code(), "text", text);
        timeline.record(people.stream()
                .map(person -> new NewActivity(person.id(), at, name, properties, "tracking", true))
                .toList());
    }

    private void suppress(Message message, String named, String reason, Instant at) {
        Optional.ofNullable(named)
                .or(() -> contacts.find(message.contact()).map(contact -> address(contact, message.channel())))
                .ifPresent(address -> suppressions.suppress(message.channel(), address, reason, at, "provider"));
    }

    private static String address(Contact contact, Channel channel) {
        return channel == Channel.EMAIL ? contact.email() : contact.phone();
    }
}
