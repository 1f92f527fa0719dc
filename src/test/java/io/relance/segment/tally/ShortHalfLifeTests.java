package io.relance.segment.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Years are thousands of short half-lives: what is left then is nothing, and never more than a number can tell. */
@RelanceTest
class ShortHalfLifeTests {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final HalfLife HOUR = new HalfLife(Duration.ofHours(1));
    private static final int SOMETHING = 1_000_001;

    @Autowired
    JdbcClient sql;

    @AfterEach
    void leaveNobodyBehind() {
        for (String table : List.of("total", "day")) {
            sql.sql("delete from segment." + table + " where counted = :counted")
                    .param("counted", SOMETHING)
                    .update();
        }
    }

    @Test
    void whoComesBackAfterYearsBeginsAnew() {
        ContactId contact = new ContactId(90_000_001);
        happened(contact, LONG_AGO);
        happened(contact, NOW);
        assertThat(halved(contact)).isEqualTo(1);
        happened(contact, LONG_AGO);
        assertThat(halved(contact)).isEqualTo(1);
    }

    @Test
    void whoTurnsOutToBeSomebodyOfYearsAgoBringsNothingAlong() {
        ContactId then = new ContactId(90_000_002);
        ContactId now = new ContactId(90_000_003);
        happened(then, LONG_AGO);
        happened(now, NOW);
        rows().merge(then, now);
        assertThat(halved(now)).isEqualTo(1);
    }

    @Test
    void whatIsKeptOfRetiredDaysIsWorthNothingEither() {
        ContactId contact = new ContactId(90_000_004);
        happened(contact, LONG_AGO);
        happened(contact, NOW.minus(Duration.ofDays(40)));
        happened(contact, NOW);
        rows().forget(List.of(contact), LocalDate.parse("2026-03-01"), PARIS);
        assertThat(halved(contact)).isEqualTo(1);
    }

    private TallyRows rows() {
        return new TallyRows(sql, HOUR);
    }

    private void happened(ContactId contact, Instant at) {
        TallyBatch batch = new TallyBatch(PARIS, HOUR, null);
        batch.add(contact, SOMETHING, 1, at);
        rows().add(batch);
    }

    private double halved(ContactId contact) {
        return sql.sql("select halved from segment.total where contact = ?")
                .param(contact.value())
                .query(Double.class)
                .single();
    }
}
