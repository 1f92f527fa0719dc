package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class DatabaseHealthTests {

    private final DataSource database = mock(DataSource.class);
    private final Connection connection = mock(Connection.class);
    private final DatabaseHealth health = new DatabaseHealth(database);

    @AfterEach
    void end() {
        health.destroy();
    }

    @Test
    void isUpWhileTheDatabaseAnswers() throws SQLException {
        given(database.getConnection()).willReturn(connection);
        given(connection.isValid(anyInt())).willReturn(true);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        verify(connection).close();
    }

    @Test
    void isDownWhereItRefuses() throws SQLException {
        given(database.getConnection()).willThrow(new SQLException("refused"));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("error", "java.sql.SQLException: refused");
    }

    @Test
    void whereItHangsOneWaitsForItAndNobodyElse() throws SQLException {
        CountDownLatch hangs = new CountDownLatch(1);
        given(database.getConnection()).willAnswer(call -> {
            hangs.await();
            return connection;
        });
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Status>> asked = Stream.generate(() ->
                            CompletableFuture.supplyAsync(() -> health.health().getStatus(), threads))
                    .limit(50)
                    .toList();

            assertThat(asked).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(Status.DOWN));
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            verify(database, times(1)).getConnection();
        } finally {
            hangs.countDown();
            threads.shutdown();
        }
    }
}
