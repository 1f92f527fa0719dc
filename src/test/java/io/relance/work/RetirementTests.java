package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is too old goes, in every room that says so, and nothing else does. */
@RelanceTest
class RetirementTests {

    private static final OffsetDateTime NOW =
            Instant.parse("2026-03-02T09:00:00Z").atOffset(ZoneOffset.UTC);

    @Autowired
    List<DueWork> works;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private DueWork retirement;

    @BeforeEach
    void startAfresh() {
        clock.set(NOW.toInstant());
        retirement = works.stream()
                .filter(work -> work.name().equals("retirement"))
                .findFirst()
                .orElseThrow();
        // What other tests made due lies behind.
        retirement.runDue(
                retirement.nextDue().orElseThrow().isAfter(NOW.toInstant())
                        ? retirement.nextDue().orElseThrow()
                        : NOW.toInstant());
        clock.set(retirement.nextDue().orElseThrow());
    }

    @AfterEach
    void comeBack() {
        clock.set(NOW.toInstant());
    }

    @Test
    void monthsThatAreOverAndOldGoWhole() {
        month("contact", "activity", "2020-01-15");
        month("contact", "activity", month(-37));
        month("contact", "activity", month(-35));
        activity(day(-37));
        activity(day(-35));

        retire();

        assertThat(partitions("contact.activity"))
                .doesNotContain("activity_2020_01", partition("activity", -37))
                .contains(partition("activity", -35), "activity_default");
        assertThat(count("contact.activity where source = 'retirement'")).isEqualTo(1);
    }

    @Test
    void theMonthTheLimitFallsIntoStaysUntilItIsOver() {
        month("message", "message", month(-36));

        retire();

        assertThat(partitions("message.message")).contains(partition("message", -36));
    }

    @Test
    void whatNoMonthWasMadeForGoesByTheRow() {
        decision(now().minusYears(20));
        decision(now().minusDays(1));

        retire();

        assertThat(count("contact.decision where journey = 'retirement'")).isEqualTo(1);
    }

    @Test
    void oldRowsOfHashPartitionsGoAndTheirNeighboursStay() {
        db.sql("insert into channel_sms.callback (sid, status, message, params, at)"
                        + " select 'old-' || n, 'sent', n, '{}', ? from generate_series(1, 6000) n")
                .param(now().minusMonths(4))
                .update();
        db.sql("insert into channel_sms.callback (sid, status, message, params, at)"
                        + " select 'new-' || n, 'sent', n, '{}', ? from generate_series(1, 600) n")
                .param(now().minusMonths(2))
                .update();

        retire();

        assertThat(count("channel_sms.callback where sid like 'old-%'")).isZero();
        assertThat(count("channel_sms.callback where sid like 'new-%'")).isEqualTo(600);
    }

    @Test
    void permitsShortLinksAndInboundTextsGoAndConsentStays() {
        for (int months : new int[] {14, 2}) {
            db.sql(
                            "insert into pressure.permit (contact_id, channel, class, address, from_at, reserved_at, state, state_at)"
                                    + " values (1, 'email', 'marketing', 'retired@example.org', :at, :at, 'used', :at)")
                    .param("at", now().minusMonths(months))
                    .update();
            db.sql("insert into message.short_link values ('retired-' || ?, 1, 'https://shop.example.org', ?)")
                    .params(months, now().minusMonths(months))
                    .update();
            db.sql("insert into channel_sms.inbound values ('retired-' || ?, ?)")
                    .params(months, now().minusMonths(months))
                    .update();
        }
        db.sql("insert into consent.ledger (contact_id, topic, state, basis, at, source, actor, recorded_at)"
                        + " values (1, 'email', 'granted', 'consent', :at, 'retirement', 'person', :at)")
                .param("at", now().minusYears(20))
                .update();

        retire();

        assertThat(count("pressure.permit where address = 'retired@example.org'"))
                .isEqualTo(1);
        assertThat(count("message.short_link where code like 'retired-%'")).isEqualTo(1);
        assertThat(count("channel_sms.inbound where sid like 'retired-%'")).isEqualTo(1);
        assertThat(count("consent.ledger where source = 'retirement'")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock table contact.activity in access share mode",
                // Nor can it be asked whether it has anything old, and so none can at once.
                "lock table contact.activity_default in access exclusive mode"
            })
    void aTableThatIsBusyIsTriedAgainInAnHourAndKeepsNoOtherFromIt(String busy) {
        month("contact", "activity", "2019-01-15");
        month("message", "message", "2019-01-15");
        Instant due = retirement.nextDue().orElseThrow();

        transaction.executeWithoutResult(status -> {
            db.sql(busy).update();
            onAnotherThread(this::retire);
        });

        assertThat(partitions("contact.activity")).contains("activity_2019_01");
        assertThat(partitions("message.message")).doesNotContain("message_2019_01");
        assertThat(retirement.nextDue()).hasValue(due.plus(Duration.ofHours(1)));
        clock.set(due.plus(Duration.ofHours(1)));
        retire();
        assertThat(partitions("contact.activity")).doesNotContain("activity_2019_01");
        assertThat(retirement.nextDue()).hasValue(due.plus(Duration.ofHours(25)));
    }

    private static void onAnotherThread(Runnable work) {
        Thread other = new Thread(work);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void retire() {
        retirement.runDue(clock.instant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime day(int months) {
        return now().plusMonths(months).withDayOfMonth(1);
    }

    private String month(int months) {
        return day(months).toLocalDate().toString();
    }

    private String partition(String table, int months) {
        return table + "_" + month(months).substring(0, 7).replace('-', '_');
    }

    private void month(String schema, String table, String moment) {
        db.sql("select shared.ensure_month(?, ?, ?::timestamptz)")
                .params(schema, table, moment + "T12:00:00Z")
                .query()
                .listOfRows();
    }

    private void activity(OffsetDateTime at) {
        db.sql("insert into contact.activity (contact_id, at, name, properties, source, live)"
                        + " values (1, ?, 'Old', '{}', 'retirement', false)")
                .param(at)
                .update();
    }

    private void decision(OffsetDateTime at) {
        db.sql("insert into contact.decision (contact_id, at, journey, outcome) values (1, ?, 'retirement', 'exited')")
                .param(at)
                .update();
    }

    private List<String> partitions(String table) {
        return db.sql("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = ?::regclass")
                .param(table)
                .query(String.class)
                .list();
    }

    private long count(String tableAndCondition) {
        return db.sql("select count(*) from " + tableAndCondition)
                .query(Long.class)
                .single();
    }
}
