package io.relance.segment.run;

import java.util.function.Consumer;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Does something before one of its transactions begins. */
final class BeforeA implements TransactionOperations {

    private final TransactionOperations real;
    private final Runnable meanwhile;
    private int left;

    BeforeA(int transaction, TransactionOperations real, Runnable meanwhile) {
        this.left = transaction;
        this.real = real;
        this.meanwhile = meanwhile;
    }

    @Override
    public <T> T execute(TransactionCallback<T> action) {
        left--;
        if (left == 0) {
            meanwhile.run();
        }
        return real.execute(action);
    }

    @Override
    public void executeWithoutResult(Consumer<TransactionStatus> action) {
        execute(status -> {
            action.accept(status);
            return null;
        });
    }
}
