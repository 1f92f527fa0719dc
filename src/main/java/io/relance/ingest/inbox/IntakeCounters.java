package io.relance.ingest.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts what comes in, for operators; each count is raised once the transaction it belongs to has committed. */
@Component
class IntakeCounters {

    private static final String CUTDOWN = "relance.batch.cutdown";

    private final MeterRegistry registry;

    IntakeCounters(MeterRegistry registry) {
        this.registry = registry;
        // There before it first rises, so that its first rise is seen as one.
        registry.counter(CUTDOWN, "stage", "inbox");
    }

    /** A batch could not be recorded as a whole. */
    static void countCutDown() {
        Metrics.counter(CUTDOWN, "stage", "inbox").increment();
    }

    void countTaken(String source, int fresh, int duplicates) {
        afterCommit(() -> {
            registry.counter("relance.intake.accepted", "source", source).increment(fresh);
            registry.counter("relance.intake.duplicate", "source", source).increment(duplicates);
        });
    }

    void countRejected(List<Rejection> rejections) {
        afterCommit(() -> rejections.forEach(rejection -> registry.counter(
                        "relance.intake.rejected", "source", rejection.source(), "reason", rejection.code())
                .increment()));
    }

    private static void afterCommit(Runnable count) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
