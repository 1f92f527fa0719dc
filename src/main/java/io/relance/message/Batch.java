package io.relance.message;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.message.AskAgain.Answer;
import io.relance.message.Writing.Ready;
import io.relance.message.Writing.Unwritten;
import io.relance.message.Writing.Written;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One batch, from the outbox to what became of each message. No transaction is open while anything leaves. */
@Component
class Batch {

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    private final Outbox outbox;
    private final Contacts contacts;
    private final AskAgain askAgain;
    private final Writing writing;
    private final ShortLinks shortLinks;
    private final HandingOver handingOver;
    private final Doubts doubts;
    private final Settlement settlement;
    private final Leases leases;
    private final BackOff backOff;
    private final Sending settings;
    private final Clock clock;

    Batch(
            Outbox outbox,
            Contacts contacts,
            AskAgain askAgain,
            Writing writing,
            ShortLinks shortLinks,
            HandingOver handingOver,
            Doubts doubts,
            Settlement settlement,
            Leases leases,
            BackOff backOff,
            Sending settings,
            Clock clock) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.askAgain = askAgain;
        this.writing = writing;
        this.shortLinks = shortLinks;
        this.handingOver = handingOver;
        this.doubts = doubts;
        this.settlement = settlement;
        this.leases = leases;
        this.backOff = backOff;
        this.settings = settings;
        this.clock = clock;
    }

    /** Runs one batch of what is due; answers how many messages it had in hand. */
    int run(Instant due) {
        Instant now = due.isAfter(clock.instant()) ? due : clock.instant();
        UUID owner = UUID.randomUUID();
        List<Claimed> claimed = outbox.claim(owner, now, now.plus(settings.lease()), settings.batch());
        if (!claimed.isEmpty()) {
            try (Leases.Lease lease = leases.keep(owner)) {
                settlement.write(owner, work(owner, claimed, now), now);
            }
        }
        return claimed.size();
    }

    /** A message ready to leave. */
    record Leaving(Claimed message, Ready ready) {}

    private List<Settled> work(UUID owner, List<Claimed> claimed, Instant now) {
        Map<ContactId, Contact> people = contacts.findAll(
                claimed.stream().map(message -> message.draft().contact()).collect(Collectors.toSet()));
        List<Settled> settled = new ArrayList<>();
        List<Leaving> leaving = new ArrayList<>();
        for (Claimed message : claimed) {
            Contact contact = people.get(message.draft().contact());
            if (message.doubtful()) {
                settled.add(new Settled(message, doubts.resolve(message, contact, now)));
            } else {
                prepare(message, contact, now, settled, leaving);
            }
        }
        shortLinks.keep(leaving.stream()
                .flatMap(message -> message.ready().shortLinks().stream())
                .toList());
        settled.addAll(handingOver.all(stillOurs(owner, leaving, now), now));
        return settled;
    }

    private List<Leaving> stillOurs(UUID owner, List<Leaving> leaving, Instant now) {
        if (leaving.isEmpty()) {
            return leaving;
        }
        Set<Long> ours = outbox.leaving(
                owner, leaving.stream().map(each -> each.message().id()).toList(), now);
        return leaving.stream()
                .filter(each -> ours.contains(each.message().id()))
                .toList();
    }

    private void prepare(Claimed message, Contact contact, Instant now, List<Settled> settled, List<Leaving> leaving) {
        try {
            Answer answer = askAgain.ask(message, contact, now);
            if (answer.instead() != null) {
                settled.add(new Settled(message, answer.instead()));
                return;
            }
            Written written = writing.write(message, answer.about());
            if (written instanceof Unwritten not) {
                settled.add(new Settled(message, new Outcome.Skipped(not.reason(), not.detail())));
            } else {
                leaving.add(new Leaving(message, (Ready) written));
            }
        } catch (RuntimeException e) {
            log.warn("message {} could not be prepared and will be tried again", message.id(), e);
            settled.add(new Settled(
                    message, backOff.after(message, new Deferred(String.valueOf(e.getMessage()), null), now)));
        }
    }
}
