package io.relance.message.sending;

import io.relance.message.history.MessageHistory;
import io.relance.message.history.Nudge;
import io.relance.shared.Channel;
import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hands over what is due, each channel in a lane of its own. */
@Component
@Order(40)
class SendsDueMessages implements DueWork, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SendsDueMessages.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    /** From the moment the node begins to end: all of it has 20 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final InHand inHand;
    private final Leases leases;
    private final HandingOver handingOver;
    private final MessageHistory history;
    private final Clock clock;
    private final List<Lane> lanes;
    private final ReentrantLock running = new ReentrantLock();
    private final Object bell = new Object();
    private boolean nudged;
    private volatile boolean ending;
    private volatile long endingSince;
    private volatile Runnable poller = () -> {};

    SendsDueMessages(
            Outbox outbox,
            InHand inHand,
            Leases leases,
            Batch batch,
            HandingOver handingOver,
            MessageHistory history,
            Nudge nudge,
            Sending settings,
            Clock clock) {
        this.outbox = outbox;
        this.inHand = inHand;
        this.leases = leases;
        this.handingOver = handingOver;
        this.history = history;
        this.clock = clock;
        lanes = Stream.of(Channel.EMAIL, Channel.SMS)
                .map(channel -> new Lane(channel, batch, settings, clock, this::ring))
                .toList();
        nudge.listen(this::nudge);
    }

    @Override
    public NodeRoles.Role role() {
        return NodeRoles.Role.SENDING;
    }

    @Override
    public String name() {
        return "sending";
    }

    /** A channel whose provider takes nothing now has nothing due before it is asked again. */
    @Override
    public Optional<Instant> nextDue() {
        Stream<Instant> due = lanes.stream().flatMap(lane -> outbox.nextDue(lane.channel()).stream()
                .map(next -> next.isAfter(lane.open()) ? next : lane.open()));
        return Stream.concat(due, inHand.nextLease().stream()).min(Instant::compareTo);
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(EVERY);
    }

    @Override
    public void nudgedBy(Runnable run) {
        poller = run;
    }

    private void nudge() {
        boolean first;
        synchronized (bell) {
            first = !nudged;
            nudged = true;
            bell.notifyAll();
        }
        if (first && !running.isLocked()) {
            poller.run();
        }
    }

    private void ring() {
        synchronized (bell) {
            bell.notifyAll();
        }
    }

    @Override
    public void runDue(Instant now) {
        runDue(() -> now);
    }

    /** Each batch asks for its moment: while one channel has a long queue before it, the other's clock goes on. */
    @Override
    public void runDue(Supplier<Instant> until) {
        if (!running.tryLock()) {
            return;
        }
        try {
            long next = System.nanoTime();
            boolean begin = true;
            while (begin) {
                if (System.nanoTime() - next >= 0) {
                    lookAround(until.get());
                    next = System.nanoTime() + LOOK_AROUND.toNanos();
                }
                lanes.forEach(lane -> lane.begin(until));
                begin = awaitMore();
            }
        } finally {
            running.unlock();
        }
        lanes.stream()
                .map(Lane::failure)
                .filter(failure -> failure != null)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private void lookAround(Instant due) {
        Instant now = due.isAfter(clock.instant()) ? due : clock.instant();
        history.prepare(now);
        leases.takeBack(now);
    }

    /** Waits until all lanes are at rest (false), or it is time to look again while some are still at work. */
    private boolean awaitMore() {
        long end = System.nanoTime() + EVERY.toNanos();
        synchronized (bell) {
            while (!nudged && !ending && !resting()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return true;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(bell, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            boolean more = nudged && !ending;
            nudged = false;
            return more;
        }
    }

    private boolean resting() {
        return lanes.stream().allMatch(Lane::idle);
    }

    @EventListener
    void on(ContextClosedEvent closed) {
        endingSince = System.nanoTime();
        ending = true;
        lanes.forEach(Lane::stop);
        handingOver.stop();
        ring();
    }

    /** What a server does not answer in time is broken off, so that the rest of its batch is not in doubt with it. */
    @Override
    public void destroy() {
        lanes.forEach(Lane::stop);
        if (!ended((ending ? endingSince : System.nanoTime()) + PATIENCE.toNanos())) {
            handingOver.hangUp();
            if (!ended(System.nanoTime() + LAST_WORDS.toNanos())) {
                log.warn("messages are still being handed over; they will be in doubt");
            }
        }
    }

    private boolean ended(long by) {
        return lanes.stream().map(lane -> lane.ended(by)).toList().stream().allMatch(ended -> ended);
    }
}
