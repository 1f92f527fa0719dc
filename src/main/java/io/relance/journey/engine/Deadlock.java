package io.relance.journey.engine;

import java.sql.SQLException;

/** Two transactions that waited for each other, as the engine passes it on: by the database's own word. */
final class Deadlock {

    /** SQLState class 40: transaction rolled back. */
    private static final String ROLLED_BACK = "40";

    private Deadlock() {}

    static boolean is(Throwable failure) {
        return failure instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(ROLLED_BACK);
    }
}
