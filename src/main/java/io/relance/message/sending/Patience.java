package io.relance.message.sending;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tries again while the database does not answer: what became of messages that have left is known here only, and must
 * not be lost before the lease ends.
 */
@Component
class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Duration most;

    Patience(Sending settings) {
        most = settings.lease();
    }

    /** Does the work, again and again while nothing but the database's absence stands in the way. */
    void of(Runnable work) {
        long begun = System.nanoTime();
        Duration pause = FIRST;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                if (!mayPass(e) || System.nanoTime() - begun > most.toNanos() || !wait(pause)) {
                    throw e;
                }
                log.warn("the database did not answer; what was sent is written down later: {}", e.getMessage());
                pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransactionException;
    }

    private static boolean wait(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
