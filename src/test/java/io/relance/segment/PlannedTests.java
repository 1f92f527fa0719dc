package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.SettableClock;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.DueWork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is planned for a segment, recorded by several nodes at once, each of which may be at any point of it. */
@SegmentTest
class PlannedTests {

    /** Two full parts and a bit: the nodes meet between them. */
    private static final int MEMBERS = 1_100;

    private static final String TABLE =
            "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='planned' namespace='x'>"
                    + "<decision id='segments' name='s'><decisionTable id='t' hitPolicy='COLLECT'><input id='i'>"
                    + "<inputExpression id='e'><text>count.club_joined.ever</text></inputExpression></input>"
                    + "<output id='o' name='segment' typeRef='string'/><rule id='r'><inputEntry id='c'><text>&gt;= 1</text>"
                    + "</inputEntry><outputEntry id='a'><text>\"club\"</text></outputEntry></rule></decisionTable>"
                    + "</decision></definitions>";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    SegmentTables tables;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        tables.deployed("segments", TABLE.getBytes(StandardCharsets.UTF_8));
        tables.switchOn(tables.latest().get(0), "test");
    }

    @Test
    void twoNodesTellEachMemberOnceOfEachPlan() throws Exception {
        Instant now = clock.instant();
        outside.send(IntStream.range(0, MEMBERS)
                .mapToObj(i -> Outside.track("club-" + i, "Club Joined", now, Map.of("n", i)))
                .toList());
        work("inbox").runDue(now);
        Instant then = now.plus(Duration.ofHours(2));
        String spring = plan("Spring Letter", then);
        String summer = plan("Summer Letter", then);
        DueWork planned = work("planned activities");
        assertThat(planned.nextDue()).contains(then);
        planned.runDue(now);
        assertThat(told()).isEmpty();

        clock.set(then);
        together(4, () -> {
            while (planned.nextDue().filter(due -> !due.isAfter(then)).isPresent()) {
                planned.runDue(then);
            }
        });
        assertThat(told())
                .isEqualTo(Map.of("Spring Letter", List.of(1L, MEMBERS), "Summer Letter", List.of(1L, MEMBERS)));
        for (String each : List.of(spring, summer)) {
            JsonNode plan = Outside.read(outside.as("admin", "GET", each, null).body());
            assertThat(plan.path("recorded").asInt()).isEqualTo(MEMBERS);
            assertThat(plan.path("endedAt").asText()).isEqualTo(then.toString());
        }
        planned.runDue(then.plusSeconds(1));
        assertThat(told().get("Spring Letter")).as("it is over").containsExactly(1L, MEMBERS);
    }

    @Test
    void aMemberOfWhomItCannotBeRecordedIsLeftOutAndKeepsNobodyFromIt() {
        Instant now = clock.instant();
        outside.send(IntStream.range(0, MEMBERS)
                .mapToObj(i -> Outside.track("club-" + i, "Club Joined", now, Map.of("n", i)))
                .toList());
        work("inbox").runDue(now);
        long victim = sql.sql("select contact from segment.person order by contact offset 700 limit 1")
                .query(Long.class)
                .single();
        sql.sql("create function segment.refuse() returns trigger language plpgsql as $$"
                        + " begin raise exception 'planted'; end $$")
                .update();
        sql.sql("create trigger refuse before insert on contact.activity for each row when (new.contact_id = " + victim
                        + " and new.name = 'Autumn Note') execute function segment.refuse()")
                .update();
        String first = plan("Autumn Note", now);
        String second = plan("Winter Note", now);
        try {
            work("planned activities").runDue(now);
        } finally {
            sql.sql("drop function segment.refuse cascade").update();
        }
        assertThat(how(first)).isEqualTo(List.of(MEMBERS - 1, 1, true));
        assertThat(how(second)).isEqualTo(List.of(MEMBERS, 0, true));
        assertThat(sql.sql("select count(distinct contact_id) from contact.activity where name = 'Autumn Note'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(MEMBERS - 1);
    }

    /** Recorded, left out, ended. */
    private List<Object> how(String plan) {
        JsonNode told = Outside.read(outside.as("admin", "GET", plan, null).body());
        return List.of(
                told.path("recorded").asInt(),
                told.path("leftOut").asInt(),
                !told.path("endedAt").isNull());
    }

    /** Of each letter: how often at most one person heard of it, and how many people did. */
    private Map<String, List<Object>> told() {
        Map<String, List<Object>> told = new java.util.TreeMap<>();
        sql.sql("select name, max(n), count(*)::int from (select name, contact_id, count(*) as n from contact.activity"
                        + " where name like '% Letter' and source = 'segment-plan' group by 1, 2) a group by 1")
                .query(row -> {
                    told.put(row.getString(1), List.of(row.getLong(2), row.getInt(3)));
                });
        return told;
    }

    private String plan(String name, Instant at) {
        var answer =
                outside.as("admin", "POST", "/api/segments/club/activities", Map.of("name", name, "at", at.toString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Outside.read(answer.body()).path("members").asInt()).isEqualTo(MEMBERS);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void together(int nodes, Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        CyclicBarrier start = new CyclicBarrier(nodes);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private DueWork work(String name) {
        return works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
