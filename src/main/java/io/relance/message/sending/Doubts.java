package io.relance.message.sending;

import io.relance.contact.Contact;
import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.Outgoing;
import io.relance.message.writing.About;
import io.relance.message.writing.Writing;
import io.relance.message.writing.Writing.Ready;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Messages that may or may not have gone: the provider is asked, else the policy decides. */
@Component
class Doubts {

    private static final Logger log = LoggerFactory.getLogger(Doubts.class);

    /** Messages that are in no doubt wait behind the asking. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final HandingOver handingOver;
    private final AskAgain askAgain;
    private final Writing writing;
    private final Sending settings;

    Doubts(HandingOver handingOver, AskAgain askAgain, Writing writing, Sending settings) {
        this.handingOver = handingOver;
        this.askAgain = askAgain;
        this.writing = writing;
        this.settings = settings;
    }

    /**
     * Settles messages of one channel that are in doubt, as far as the provider can be asked soon; about the others it is
     * asked later. In no order: one that it cannot be asked about must not be before the others for ever.
     */
    List<Settled> resolve(List<Claimed> doubtful, Map<ContactId, Contact> people, Instant now) {
        List<Claimed> messages = new ArrayList<>(doubtful);
        Collections.shuffle(messages);
        List<Settled> settled = new ArrayList<>(messages.size());
        long begun = System.nanoTime();
        boolean answers = true;
        for (Claimed message : messages) {
            Optional<Outcome> outcome = answers && System.nanoTime() - begun < LONGEST.toNanos()
                    ? resolve(message, people.get(message.draft().contact()), now)
                    : Optional.empty();
            answers = outcome.isPresent();
            settled.add(new Settled(message, outcome.orElseGet(() -> later(message, now))));
        }
        return settled;
    }

    /** Empty when the provider could not be asked; {@code contact} is null when the person is no longer there. */
    private Optional<Outcome> resolve(Claimed message, Contact contact, Instant now) {
        try {
            return Optional.of(handingOver
                    .adapter(message.draft().channel())
                    .flatMap(adapter -> ask(adapter, message, contact))
                    .filter(answer -> !(answer instanceof InDoubt))
                    .map(answer -> handingOver.outcome(message, answer, now))
                    .orElseGet(() -> policy(message, now)));
        } catch (RuntimeException e) {
            log.warn("the provider could not be asked about message {}: {}", message.id(), String.valueOf(e));
            return Optional.empty();
        }
    }

    /** A provider that cannot be asked may still know: the doubt stays, but not for ever. */
    private Outcome later(Claimed message, Instant now) {
        return now.isAfter(message.triedAt().plus(settings.giveUpAfter()))
                ? policy(message, now)
                : new Outcome.Doubtful(now.plus(settings.lookAfter()));
    }

    private Optional<HandOver> ask(ChannelAdapter adapter, Claimed message, Contact contact) {
        return adapter.lookUp(outgoing(message, contact));
    }

    /** As it was handed over; without content where that can no longer be filled in. */
    private Outgoing outgoing(Claimed message, Contact contact) {
        String address = message.permit().address();
        if (contact != null) {
            About about = new About(contact, askAgain.cart(message.draft()), address, message.triedAt());
            if (writing.write(message.about(about)) instanceof Ready ready) {
                return ready.outgoing();
            }
        }
        return new Outgoing(
                message.id(),
                writing.messageId(message.id()),
                address,
                null,
                null,
                null,
                null,
                Map.of(),
                message.triedAt());
    }

    private Outcome policy(Claimed message, Instant now) {
        boolean again = message.withdrawn() == null
                && message.attempts() + 1 < settings.attempts()
                && handingOver
                        .adapter(message.draft().channel())
                        .filter(ChannelAdapter::mayRepeat)
                        .isPresent();
        return again && settings.onDoubt(message.draft().messageClass()) == Sending.OnDoubt.RESEND
                ? new Outcome.Resent(now, message.attempts() + 1)
                : new Outcome.GivenUp();
    }
}
