package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Facts;
import io.relance.contact.Timeline;
import io.relance.shared.DueWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What the timeline does not hold any more stays as it was counted. */
@RelanceTest
@TestPropertySource(properties = "relance.segment.score.half-life=365d")
class RetiredCountsTests {

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Timeline timeline;

    @Autowired
    Runs runs;

    @Test
    void daysFromBeforeTheTimelineIsWholeKeepTheirCounts() {
        clock.set(Instant.parse("2026-10-30T12:00:00Z"));
        // Retired by the row, by the month, not yet though it might be, and not at all; the last visit crosses
        // midnight.
        acts("2022-05-05T10:00:00Z", "2026-03-05T10:00:00Z", "2026-03-05T10:12:00Z", "2026-07-31T10:00:00Z");
        acts("2026-08-05T08:00:00Z", "2026-08-05T08:10:00Z", "2026-08-20T21:50:00Z", "2026-08-20T22:05:00Z");
        acts("2026-08-21T21:50:00Z", "2026-08-21T22:10:00Z", "2026-10-20T10:00:00Z", "2026-10-20T10:05:00Z");
        List<String> before = counts();
        Map<String, Double> halved = halved();
        long there = activities();

        clock.set(Instant.parse("2029-08-20T12:00:00Z"));
        work("retirement");
        assertThat(activities()).as("four are retired").isEqualTo(there - 4);
        assertThat(recount()).isEqualTo("done");
        assertThat(counts()).isEqualTo(before);
        assertThat(halved()).hasSameSizeAs(halved);
        halved().forEach((thing, left) -> assertThat(left)
                .as(thing)
                .isCloseTo(halved.get(thing), org.assertj.core.data.Percentage.withPercentage(0.1)));

        clock.set(Instant.parse("2029-08-23T12:00:00Z"));
        work("retirement");
        assertThat(recount()).isEqualTo("done");
        assertThat(counts()).as("nor does it matter how often").isEqualTo(before);

        clock.set(Instant.parse("2030-08-23T12:00:00Z"));
        work("retirement");
        assertThat(activities()).isZero();
        assertThat(recount()).isEqualTo("done");
        assertThat(counts()).as("with nothing left of it").isEqualTo(before);
    }

    private void acts(String... moments) {
        for (String moment : moments) {
            timeline.receive(List.of(Facts.acted(
                    Facts.user("retired-camille"),
                    "Product Viewed",
                    Map.of("category", "Tea", "product_id", "p"),
                    Instant.parse(moment))));
        }
    }

    private String recount() {
        long run = runs.recount("test");
        work("segment runs");
        return runs.find(run).orElseThrow().state();
    }

    private List<String> counts() {
        return sql.sql(
                        """
                        select kind || ' ' || name || ' ' || n || ' ' || last_at from segment.total
                          join segment.counted c on c.id = counted
                        union all
                        select kind || ' ' || name || ' ' || day || ' ' || n from segment.day
                          join segment.counted c on c.id = counted
                        union all
                        select contact || ' ' || browsed_at from segment.person
                        order by 1""")
                .query(String.class)
                .list();
    }

    private Map<String, Double> halved() {
        Map<String, Double> halved = new java.util.TreeMap<>();
        sql.sql("select name, halved from segment.total join segment.counted c on c.id = counted")
                .query(row -> {
                    halved.put(row.getString(1), row.getDouble(2));
                });
        return halved;
    }

    private long activities() {
        return sql.sql("select count(*) from contact.activity where name = 'Product Viewed'")
                .query(Long.class)
                .single();
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }
}
