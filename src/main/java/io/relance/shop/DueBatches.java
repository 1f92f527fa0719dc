package io.relance.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** What is due, in batches of a transaction each; one thing that cannot be done stands alone and holds up no other. */
public final class DueBatches {

    private static final Logger log = LoggerFactory.getLogger(DueBatches.class);

    private DueBatches() {}

    /**
     * Goes on until nothing is taken any more.
     *
     * @param batch how many a transaction is about at most
     * @param take takes so many at most, so that nobody else does
     * @param tell does what is due for them, in the same transaction
     * @param putOff sees to it, in a transaction of its own, that the one that failed is not taken again at once
     */
    public static <T> void run(
            TransactionOperations transactions,
            int batch,
            IntFunction<List<T>> take,
            Consumer<List<T>> tell,
            Consumer<T> putOff) {
        int size = batch;
        boolean more = true;
        while (more) {
            List<T> taken = new ArrayList<>();
            try {
                once(transactions, size, taken, take, tell);
                more = !taken.isEmpty();
            } catch (RuntimeException e) {
                if (taken.isEmpty()) {
                    throw e;
                }
                size = taken.size() / 2;
                if (size == 0) {
                    log.warn("{} cannot be told and is put off", taken.get(0), e);
                    transactions.executeWithoutResult(status -> putOff.accept(taken.get(0)));
                    size = batch;
                }
            }
        }
    }

    private static <T> void once(
            TransactionOperations transactions,
            int most,
            List<T> taken,
            IntFunction<List<T>> take,
            Consumer<List<T>> tell) {
        transactions.executeWithoutResult(status -> {
            taken.addAll(take.apply(most));
            if (!taken.isEmpty()) {
                tell.accept(taken);
            }
        });
    }
}
