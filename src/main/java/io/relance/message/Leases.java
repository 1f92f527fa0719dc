package io.relance.message;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
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

    private final Presence presence;
    private final InHand inHand;
    private final Sending settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "leases");
        daemon.setDaemon(true);
        return daemon;
    });

    Leases(Presence presence, InHand inHand, Sending settings, Clock clock) {
        this.presence = presence;
        this.inHand = inHand;
        this.settings = settings;
        this.clock = clock;
        long pause = Math.max(100, settings.lease().toMillis() / 4);
        thread.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** A lease that is kept until it is closed. */
    record Lease(UUID owner, Presence presence) implements AutoCloseable {
        @Override
        public void close() {
            presence.end(owner);
        }
    }

    /** A lease for a new owner. */
    Lease keep() {
        return new Lease(presence.begin(), presence);
    }

    private void renew() {
        try {
            presence.show();
            Set<UUID> owners = presence.held();
            if (!owners.isEmpty()) {
                inHand.renew(owners, clock.instant().plus(settings.lease()));
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("the leases could not be renewed: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
