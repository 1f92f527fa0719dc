package io.relance.message;

import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Hands over what is due: one batch after the other, several at once when there is a queue. */
@Component
@Order(40)
class SendsDueMessages implements DueWork, DisposableBean {

    private final Outbox outbox;
    private final Batch batch;
    private final MessageMonths months;
    private final Sending settings;
    private final ExecutorService threads;

    SendsDueMessages(Outbox outbox, Batch batch, MessageMonths months, Sending settings) {
        this.outbox = outbox;
        this.batch = batch;
        this.months = months;
        this.settings = settings;
        threads = Executors.newFixedThreadPool(settings.threads());
    }

    @Override
    public NodeRoles.Role role() {
        return NodeRoles.Role.SENDING;
    }

    @Override
    public String name() {
        return "sending";
    }

    @Override
    public Optional<Instant> nextDue() {
        return outbox.nextDue();
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofMillis(200));
    }

    @Override
    public void runDue(Instant now) {
        months.prepare(now);
        if (batch.run(now) < settings.batch()) {
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            running.add(threads.submit(() -> drain(now)));
        }
        running.forEach(SendsDueMessages::join);
    }

    private void drain(Instant now) {
        while (batch.run(now) > 0) {
            // Until nothing due is left.
        }
    }

    private static void join(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch of messages failed", e.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
