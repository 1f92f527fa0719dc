package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;

class MonthsTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aBatchGoesOnWhereNoSecondConnectionIsToBeHad() {
        PlatformTransactionManager transactions = mock(PlatformTransactionManager.class);
        when(transactions.getTransaction(any())).thenThrow(new CannotCreateTransactionException("the pool is empty"));
        Months months =
                new Months(JdbcClient.create(mock(DataSource.class)), transactions, Clock.fixed(NOON, ZoneOffset.UTC));
        assertThatCode(() -> months.ensure(Months.ACTIVITY, List.of(NOON))).doesNotThrowAnyException();
    }
}
