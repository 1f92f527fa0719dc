package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.segment.living.Judge;
import io.relance.segment.living.Moves;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.table.TableVersion;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** Twenty customers, ranked, under the bundled tables; new versions wait until somebody switches them on. */
@RelanceTest
@TestPropertySource(
        properties = {"relance.write-keys=trial:trial", "relance.intake.rate=1000000", "relance.segment.tables=ask"})
abstract class ShopOfTwenty {

    private static final int PEOPLE = 20;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Runs runs;

    @Autowired
    RunRows runRows;

    @Autowired
    SegmentTables tables;

    @Autowired
    EverybodyRows rows;

    @Autowired
    Ranking ranking;

    @Autowired
    Judge judge;

    @Autowired
    Moves moves;

    @Autowired
    Contacts contacts;

    @Autowired
    TransactionOperations transactions;

    Outside outside;

    @BeforeEach
    void everybodyWhereTheyBelong() {
        outside = new Outside(port);
        clock.advance(Duration.ofHours(25));
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < PEOPLE && contacts.byUserId("twenty-1").isEmpty(); i++) {
            events.add(Outside.identify("twenty-" + i, Map.of("email", "twenty-" + i + "@example.org")));
            for (int order = 0; order <= i % 5; order++) {
                events.add(order(i, "first-" + order, clock.instant().minus(Duration.ofDays(i)), 220 - 10 * i));
            }
        }
        for (int order = 0; order < 3; order++) {
            // Always a champion.
            events.add(order(3, "much-" + clock.instant() + order, clock.instant(), 900));
        }
        outside.send(events);
        work("inbox");
        for (String decision : List.of("segments", "rfm", "activity_points")) {
            tables.deployed(decision, original(decision).getBytes(StandardCharsets.UTF_8));
            TableVersion newest = newest(decision);
            if (!newest.state().equals("on")) {
                tables.switchOn(newest, "test");
            }
        }
        runs.recompute(true, "test");
        work("segment runs");
        assertThat(runs.latest(1)).extracting(Run::state).containsExactly("done");
    }

    @AfterEach
    void nothingIsPlanted() {
        sql.sql("drop function if exists segment.refuse cascade").update();
    }

    static Map<String, Object> order(int who, String id, Instant at, int total) {
        return Outside.track(
                "twenty-" + who, "Order Completed", at, Map.of("order_id", "t-" + who + "-" + id, "total", total));
    }

    static String original(String decision) {
        try {
            String file = decision.equals("activity_points") ? "score" : decision;
            return Files.readString(Path.of("processes/" + file + ".dmn"));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** Deploys the table with one text for another; answers its version. */
    TableVersion change(String decision, String one, String other) {
        String before = original(decision);
        assertThat(before).contains(one);
        byte[] dmn = before.replace(one, other).getBytes(StandardCharsets.UTF_8);
        assertThat(tables.check(decision, dmn)).isEmpty();
        tables.deployed(decision, dmn);
        return newest(decision);
    }

    TableVersion newest(String decision) {
        String file = decision.equals("activity_points") ? "score" : decision;
        return tables.latest().stream()
                .filter(each -> each.file().code().equals(file))
                .findFirst()
                .orElseThrow();
    }

    TableVersion now(TableVersion version) {
        return tables.find(version.id()).orElseThrow();
    }

    void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    DueWork segmentRuns() {
        return works.stream()
                .filter(work -> work.name().equals("segment runs"))
                .findFirst()
                .orElseThrow();
    }

    ContactId id(String userId) {
        return contacts.byUserId(userId).orElseThrow().id();
    }

    /** Everybody's segments, by contact. */
    Map<Long, Set<String>> places() {
        Map<Long, Set<String>> places = new TreeMap<>();
        sql.sql("select p.contact, n.name from segment.person p left join segment.named n on n.id = any(p.segments)")
                .query(row -> {
                    Set<String> of = places.computeIfAbsent(row.getLong("contact"), any -> new TreeSet<>());
                    if (row.getString("name") != null) {
                        of.add(row.getString("name"));
                    }
                });
        return places;
    }

    /** What somebody was told to have entered and left, oldest first; {@code (quietly)} where that started nothing. */
    List<String> told(String userId) {
        return sql.sql("select replace(name, 'Segment ', '') || ' ' || (properties ->> 'segment')"
                        + " || case when live then '' else ' (quietly)' end"
                        + " from contact.activity where source = 'segment' and contact_id = ? order by id")
                .param(id(userId).value())
                .query(String.class)
                .list();
    }

    /** How often anybody was. */
    long told() {
        return sql.sql("select count(*) from contact.activity where source = 'segment'")
                .query(Long.class)
                .single();
    }

    /** Lets what writes to a table fail. */
    void plant(String when) {
        sql.sql("create function segment.refuse() returns trigger language plpgsql as $$"
                        + " begin raise exception 'planted'; end $$")
                .update();
        sql.sql("create trigger refuse before " + when + " execute function segment.refuse()")
                .update();
    }

    void uproot() {
        sql.sql("drop function segment.refuse cascade").update();
    }

    /** A look at everybody as a node of its own does it. */
    Everybody everybody(TransactionOperations its) {
        return new Everybody(rows, tables, ranking, judge, moves, contacts, its, clock);
    }

    /** The latest of a kind. */
    Run latest(Run.Kind kind) {
        return runs.latest(1_000).stream()
                .filter(run -> run.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    long count(Run.Kind kind) {
        return runs.latest(1_000).stream().filter(run -> run.kind() == kind).count();
    }
}
