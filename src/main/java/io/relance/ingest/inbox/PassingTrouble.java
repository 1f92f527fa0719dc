package io.relance.ingest.inbox;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that trying again cures from those it does not. */
final class PassingTrouble {

    /** SQLState classes: connection, transaction rolled back (deadlock), resources, operator, system. */
    private static final Set<String> STATES = Set.of("08", "40", "53", "55", "57", "58");

    private PassingTrouble() {}

    /** Whether anything in the chain of causes says that the same batch may well go through later. */
    static boolean isBehind(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause(), depth++) {
            if (passes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof NonTransientDataAccessResourceException
                || cause instanceof TransactionException
                || cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof SQLException sql && hasPassingState(sql)
                || cause.getClass().getSimpleName().equals("OptimisticLockingException");
    }

    private static boolean hasPassingState(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && STATES.contains(state.substring(0, 2));
    }
}
