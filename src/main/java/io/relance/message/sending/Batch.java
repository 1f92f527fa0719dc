package io.relance.message.sending;

import io.relance.message.sending.Outbox.Owner;
import io.relance.message.sending.Preparation.Prepared;
import io.relance.shared.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** One batch, from the outbox to what became of each message. No transaction is open while anything leaves. */
@Component
class Batch {

    /** A moment farther back than this is meant: what came due since then must wait. */
    private static final Duration BEHIND = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final Preparation preparation;
    private final HandingOver handingOver;
    private final Settlement settlement;
    private final Leases leases;
    private final Sending settings;
    private final Clock clock;

    Batch(
            Outbox outbox,
            Preparation preparation,
            HandingOver handingOver,
            Settlement settlement,
            Leases leases,
            Sending settings,
            Clock clock) {
        this.outbox = outbox;
        this.preparation = preparation;
        this.handingOver = handingOver;
        this.settlement = settlement;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a batch tells while it is under way. */
    interface Progress {

        /** There is so much to do that others may join. */
        default void full() {}

        /** What the provider said, before those it did not take are given back. */
        default void handedOver(Round round) {}
    }

    /**
     * Runs one batch of what is due for a channel at {@code due}, or at the clock's moment where that is hardly later,
     * of {@code limit} messages at most.
     */
    Round run(Channel channel, int limit, Instant due, Progress progress) {
        Instant now = due.isAfter(clock.instant()) ? due : clock.instant();
        Instant until = due.isBefore(now.minus(BEHIND)) ? due : now;
        UUID owner = UUID.randomUUID();
        try (Leases.Lease lease = leases.keep(owner)) {
            List<Claimed> claimed =
                    outbox.claim(channel, new Owner(owner, lease.node()), until, now.plus(settings.lease()), limit);
            if (claimed.isEmpty()) {
                return Round.NOTHING;
            }
            if (claimed.size() == limit) {
                progress.full();
            }
            Prepared prepared = preparation.prepare(claimed, now);
            List<Settled> settled = new ArrayList<>(prepared.settled());
            List<Settled> handed = handingOver.all(owner, channel, prepared.leaving(), now);
            settled.addAll(handed);
            Round round = Round.of(claimed.size(), handed);
            progress.handedOver(round);
            settlement.write(owner, settled, now);
            return round;
        }
    }
}
