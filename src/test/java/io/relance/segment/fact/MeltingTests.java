package io.relance.segment.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.segment.fact.Melting.Level;
import io.relance.segment.tally.HalfLife;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Points that have halved thousands of times are none, and no statement fails for it. */
@RelanceTest
class MeltingTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final ContactId CONTACT = new ContactId(91_000_001);

    @Autowired
    FactReader reader;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @AfterEach
    void leaveNobodyBehind() {
        for (String table : List.of("person", "total")) {
            sql.sql("delete from segment." + table + " where contact = :contact")
                    .param("contact", CONTACT.value())
                    .update();
        }
    }

    @Test
    void ofYearsAgoNothingIsLeftAndOfTomorrowNoMoreThanANumber() {
        clock.set(NOW);
        assertThat(points(NOW.minus(Duration.ofDays(3_000)))).isEqualByComparingTo("0");
        assertThat(points(NOW.minus(Duration.ofHours(1)))).isEqualByComparingTo("25");
        assertThat(points(NOW.plus(Duration.ofDays(100)))).isPositive();
    }

    private BigDecimal points(Instant last) {
        sql.sql("insert into segment.person (contact) values (:contact) on conflict do nothing")
                .param("contact", CONTACT.value())
                .update();
        sql.sql("insert into segment.counted (kind, name, points) values ('activity', 'melting_test', 50)"
                        + " on conflict do nothing")
                .update();
        sql.sql(
                        """
                        insert into segment.total (contact, counted, n, last_at, halved)
                        select :contact, id, 1, :last::timestamptz, 1 from segment.counted where name = 'melting_test'
                        on conflict (contact, counted) do update set last_at = excluded.last_at""")
                .param("contact", CONTACT.value())
                .param("last", last.toString())
                .update();
        Melting melting = new Melting(new HalfLife(Duration.ofHours(1)));
        String due = melting.due(List.of(new Level(BigDecimal.TEN, "0"))).orElseThrow();
        return (BigDecimal) reader.read(new FactQuery(List.of(melting.points()), List.of(due)), List.of(CONTACT), NOW)
                .get(0)
                .values()
                .get("score.activity");
    }
}
