package io.relance.channel.email.returned;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks into the mailbox that undelivered mail comes back to. Nobody knows when the next will come, so it is never due
 * but looked for whenever it is called. A mailbox that is away is told once, and asked again.
 */
@Component
@Order(42)
class ReadsMailbox implements DueWork, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(ReadsMailbox.class);

    private final BounceSettings settings;
    private final Mailbox mailbox;
    private final MailboxLease lease;
    private final Mailbox.Reader reader;
    private final Clock clock;
    private volatile Instant awaySince;

    ReadsMailbox(BounceSettings settings, Mailbox mailbox, MailboxLease lease, Sorting reader, Clock clock) {
        this.settings = settings;
        this.mailbox = mailbox;
        this.lease = lease;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "returned-mail";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    @Override
    public void runDue(Instant now) {
        if (settings.reads() && lease.take(now)) {
            try {
                while (mailbox.next(reader) && mayGoOn(now)) {
                    log.debug("there may be more in the mailbox");
                }
                reached();
            } catch (MessagingException | IllegalStateException e) {
                away(e);
            } finally {
                lease.release(now);
            }
        }
    }

    /** Not for longer than the lease surely lasts: another node may go on where this one stops. */
    private boolean mayGoOn(Instant begun) {
        return !Thread.currentThread().isInterrupted()
                && clock.instant().isBefore(begun.plus(MailboxLease.LEASE.dividedBy(2)));
    }

    private void reached() {
        if (awaySince != null) {
            log.info("the mailbox of returned mail answers again");
            awaySince = null;
        }
    }

    private void away(Exception why) {
        if (awaySince == null) {
            awaySince = clock.instant();
            log.warn("the mailbox of returned mail cannot be read and is asked again: {}", why.toString());
        }
    }

    /** Mail servers are reached from where messages leave. */
    @Override
    public NodeRoles.Role role() {
        return NodeRoles.Role.SENDING;
    }

    @Override
    public Optional<Duration> every() {
        return settings.reads() ? Optional.of(settings.every()) : Optional.empty();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("relance.returned.away", this, ReadsMailbox::away)
                .baseUnit("seconds")
                .description("For how long the mailbox of returned mail could not be read; 0 while it can.")
                .register(registry);
    }

    private double away() {
        Instant since = awaySince;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
