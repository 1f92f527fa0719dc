package io.relance.message.history;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the sender of this node that something was queued, once that is durable, so that it need not poll for it. */
@Component
public class Nudge {

    private volatile Runnable listener = () -> {};

    /** Who is to be told. */
    public void listen(Runnable sender) {
        listener = sender;
    }

    /** Tells when the transaction has committed; at once where there is none. */
    void afterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            listener.run();
        } else if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new Told());
        }
    }

    private final class Told implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Nudge.this);
            if (status == STATUS_COMMITTED) {
                listener.run();
            }
        }
    }
}
