package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

class SeenTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final DataSource database = mock(DataSource.class);
    private final Seen seen = new Seen(JdbcClient.create(database), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void whoNotesANameDoesNotWaitForTheDatabase() throws SQLException {
        when(database.getConnection()).thenAnswer(waiting -> {
            CompletableFuture.runAsync(this::note)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            throw new SQLException("no connection is to be had");
        });
        note();
        assertThatThrownBy(() -> seen.runDue(NOON)).isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThatThrownBy(() -> seen.last(Vocabulary.Kind.ACTIVITY, List.of("Product Viewed")))
                .isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThat(seen.nextDue()).as("what was not written still waits").isPresent();
    }

    private void note() {
        seen.note(Vocabulary.Kind.ACTIVITY, Set.of("Product Viewed"), NOON);
    }
}
