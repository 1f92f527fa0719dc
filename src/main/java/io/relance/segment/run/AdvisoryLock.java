package io.relance.segment.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/** By a lock of the database, which is let go with the connection that holds it. */
@Component
class AdvisoryLock implements OneAtATime {

    /** Any number that nobody else locks by. */
    private static final long NUMBER = 5_120_120_120L;

    private final DataSource database;

    AdvisoryLock(DataSource database) {
        this.database = database;
    }

    @Override
    public void run(Runnable work) {
        try (Connection connection = database.getConnection()) {
            if (ask(connection, "select pg_try_advisory_lock(?)")) {
                try {
                    work.run();
                } finally {
                    ask(connection, "select pg_advisory_unlock(?)");
                }
            }
        } catch (SQLException e) {
            throw new SQLErrorCodeSQLExceptionTranslator(database).translate("segment runs", null, e);
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, NUMBER);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
