package io.relance.message.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Renews the leases of the batches this node has in hand, so that a slow server does not make them look abandoned. */
@Component
class Leases implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final InHand inHand;
    private final SignOfLife signOfLife;
    private final Sending settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "leases");
        daemon.setDaemon(true);
        return daemon;
    });

    Leases(InHand inHand, SignOfLife signOfLife, Sending settings, Clock clock) {
        this.inHand = inHand;
        this.signOfLife = signOfLife;
        this.settings = settings;
        this.clock = clock;
        long pause = Math.max(100, settings.lease().toMillis() / 4);
        thread.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** A lease that is kept until it is closed. */
    interface Lease extends AutoCloseable {

        /** The number of this node. */
        long node();

        @Override
        void close();
    }

    Lease keep(UUID owner) {
        signOfLife.give();
        held.add(owner);
        return new Lease() {
            @Override
            public long node() {
                return signOfLife.number();
            }

            @Override
            public void close() {
                held.remove(owner);
            }
        };
    }

    /**
     * Takes back what other owners had in hand whose lease has run out. What this node holds is not abandoned: it may
     * still be trying to write down what became of it.
     */
    void takeBack(Instant now) {
        inHand.takeBack(now, Set.copyOf(held));
    }

    private void renew() {
        Set<UUID> owners = Set.copyOf(held);
        if (owners.isEmpty()) {
            return;
        }
        try {
            signOfLife.check();
            inHand.renew(owners, clock.instant().plus(settings.lease()));
        } catch (RuntimeException e) {
            log.warn("{} leases could not be renewed", owners.size(), e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
