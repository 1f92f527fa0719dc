package io.relance.journey;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.relance.contact.Contacts;
import io.relance.journey.engine.Commands;
import io.relance.journey.engine.Incidents;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;

/** How long what a journey could not take waits for its next try. */
class PendingTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ContactId CAMILLE = new ContactId(7);

    private final PendingTable table = mock(PendingTable.class);
    private final Contacts contacts = mock(Contacts.class);
    private final Commands commands = mock(Commands.class);
    private final Pending pending = new Pending(
            table,
            contacts,
            null,
            mock(Incidents.class),
            null,
            null,
            null,
            null,
            commands,
            Clock.fixed(NOON, ZoneOffset.UTC),
            mock(PlatformTransactionManager.class));

    @BeforeEach
    void oneWaitsThatFailedFourTimes() {
        when(table.due(any())).thenReturn(List.of(new PendingTable.Row(1, 2L, null, CAMILLE, "{}", 4, "3")));
        when(table.remove(1)).thenReturn(true);
    }

    @Test
    void thatTwoMetAtOneRunCostsSeconds() {
        doThrow(new CannotAcquireLockException("deadlock")).when(commands).run(any());
        pending.runDue(NOON);
        verify(table).putOff(1, NOON.plusSeconds(10));
        verify(table, never()).postpone(anyLong(), any(), any());
    }

    @Test
    void aFailureThatDoesNotPassCostsTheNextLongerPause() {
        doThrow(new IllegalStateException("no")).when(commands).run(any());
        pending.runDue(NOON);
        verify(table).postpone(eq(1L), eq(NOON.plus(Duration.ofDays(1))), eq("no"));
    }

    @Test
    void theContactIsLockedBeforeAnythingElse() {
        pending.runDue(NOON);
        var order = inOrder(contacts, table, commands);
        order.verify(contacts).lock(List.of(CAMILLE));
        order.verify(table).remove(1);
        order.verify(commands).run(any());
    }
}
