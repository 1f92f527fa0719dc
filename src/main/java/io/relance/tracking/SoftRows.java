package io.relance.tracking;

import io.relance.consent.SoftBounces;
import io.relance.consent.SoftBounces.SoftBounce;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.Message;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts bounces that may pass; where they do not, the address rests. */
@Component
class SoftRows {

    /** The reason such an address is suppressed for; at hand-over, that one more is to be counted. */
    static final String REASON = "soft_bounce";

    private final SoftBounces bounces;
    private final Suppressions suppressions;
    private final Messages messages;
    private final Contacts contacts;

    SoftRows(SoftBounces bounces, Suppressions suppressions, Messages messages, Contacts contacts) {
        this.bounces = bounces;
        this.suppressions = suppressions;
        this.messages = messages;
        this.contacts = contacts;
    }

    /** Counts one, in the caller's transaction. */
    void bounced(Channel channel, String address, Message message, Instant now, String source) {
        Instant sent = Objects.requireNonNullElse(message.sentAt(), now);
        var noted = bounces.note(channel, address, new SoftBounce(message.id(), message.contact(), sent));
        if (SoftBounces.mayBeExhausted(noted) && SoftBounces.exhausted(noted, arrived(channel, address, noted))) {
            suppressions.suppress(channel, address, REASON, now, source);
            bounces.forget(channel, address);
        }
    }

    private List<Instant> arrived(Channel channel, String address, List<SoftBounce> noted) {
        Set<ContactId> people = noted.stream().map(SoftBounce::contact).collect(Collectors.toSet());
        Set<ContactId> asTheyAreNow =
                contacts.findAll(people).values().stream().map(Contact::id).collect(Collectors.toSet());
        return messages.arrived(asTheyAreNow, channel, address, noted.get(0).sentAt());
    }
}
