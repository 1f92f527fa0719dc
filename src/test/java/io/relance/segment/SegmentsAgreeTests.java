package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.SettableClock;
import io.relance.segment.fact.Asking;
import io.relance.segment.fact.FactReader;
import io.relance.segment.run.Run;
import io.relance.segment.run.Runs;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import io.relance.segment.table.TableVersion;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.ShopProfile;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Of random tables and random people: each looked at alone, all in one statement, and the engine on the facts that were
 * read say the same; and whom nobody wakes while time goes by is nobody whom a look would have moved.
 */
@SegmentTest
class SegmentsAgreeTests {

    private static final Logger log = LoggerFactory.getLogger(SegmentsAgreeTests.class);
    private static final int PEOPLE = 120;
    private static final int ROUNDS = Integer.getInteger("segments.rounds", 6);
    private static final int STEPS = 12;

    /** Numbers in cells that may be days. */
    private static final Pattern DAYS = Pattern.compile("(?<=[ >.(\\[])(\\d{1,2})(?=[<,.)\\] ])");

    private static final int ASKED_OF_THE_ENGINE = 40;

    private static final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

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
    SegmentTables tables;

    @Autowired
    FactReader reader;

    @Autowired
    Asking asking;

    @Autowired
    ShopProfile shop;

    private final long seed = Long.getLong("segments.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final RandomTables drawn = new RandomTables(random);
    private final RandomPeople people = new RandomPeople(random, PEOPLE);
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, DmnDecision> parsed = new HashMap<>();
    private long hits;
    private long judged;
    private long moved;

    /** Where somebody is, and when to look again. */
    private record Place(List<Integer> segments, Instant due) {}

    @Test
    void aloneTogetherAndByTheEngineEverybodyIsWhereTheyBelongAtAnyMoment() {
        log.info("the seed is {}; -Dsegments.seed={} repeats it", seed, seed);
        Outside outside = new Outside(port);
        for (int round = 0; round < ROUNDS; round++) {
            outside.send(people.events(clock.instant(), 240));
            work("inbox");
            draw(round);
            runs.recompute(true, "test");
            work("segment runs");
            assertThat(runs.latest(1)).extracting(Run::state).containsExactly("done");
            agree("after everybody was reckoned anew", true);
            for (int step = 0; step < STEPS; step++) {
                Instant then = later(outside);
                Map<Long, Place> before = kept();
                work("inbox");
                work("segments");
                Map<Long, Place> after = kept();
                moved += after.entrySet().stream()
                        .filter(each -> before.containsKey(each.getKey())
                                && !before.get(each.getKey())
                                        .segments()
                                        .equals(each.getValue().segments()))
                        .count();
                agree("at " + then + ", after whoever was due was looked at", step == STEPS - 1);
            }
        }
        log.info("judged {}, in {} segments, moved {}", judged, hits, moved);
        // Not by asking nothing.
        assertThat(judged).isGreaterThan(100L * ROUNDS);
        assertThat(hits / (double) judged).isBetween(0.5, 9.0);
        assertThat(moved).isGreaterThan(5L * ROUNDS);
    }

    /** A while later, or just when something may change; now and then somebody does something meanwhile. */
    private Instant later(Outside outside) {
        Instant now = clock.instant();
        clock.set(
                switch (random.nextInt(5)) {
                    case 0 -> now.plusSeconds(random.nextInt(3_600));
                    case 1 -> now.plusSeconds(random.nextInt(1_500_000));
                    case 2 -> midnight(now);
                    default -> turn(now);
                });
        if (random.nextInt(4) == 0) {
            outside.send(people.events(clock.instant(), 10));
        }
        return clock.instant();
    }

    /** The first seconds of one of the next days where the shop is. */
    private Instant midnight(Instant now) {
        return now.atZone(shop.timezone())
                .toLocalDate()
                .plusDays(1 + random.nextInt(20))
                .atStartOfDay(shop.timezone())
                .toInstant()
                .plusSeconds(random.nextInt(50));
    }

    /** The seconds after so many whole days since something was done, as many as a cell says. */
    private Instant turn(Instant now) {
        List<Instant> done = sql.sql("select at from contact.activity where source <> 'segment' order by id")
                .query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .list();
        List<Integer> days = files.values().stream()
                .flatMap(dmn -> DAYS.matcher(new String(dmn)).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        for (int tries = 0; tries < 200; tries++) {
            Instant then = done.get(random.nextInt(done.size()))
                    .plus(Duration.ofDays(days.get(random.nextInt(days.size())) + random.nextInt(2)))
                    .plusSeconds(random.nextInt(50));
            if (then.isAfter(now) && then.isBefore(now.plus(Duration.ofDays(20)))) {
                return then;
            }
        }
        return now.plusSeconds(random.nextInt(100_000));
    }

    private void draw(int round) {
        parsed.clear();
        boolean alone = round % 3 == 2;
        put("segments", drawn.segments(alone ? "score.activity" : "score"));
        put("activity_points", drawn.points());
        if (round > 0) {
            put("rfm", drawn.ranks());
        }
    }

    /** Deployed and at once switched on. */
    private void put(String decision, byte[] dmn) {
        assertThat(tables.check(decision, dmn)).as(new String(dmn)).isEmpty();
        files.put(decision, dmn);
        tables.deployed(decision, dmn);
        TableVersion newest = tables.latest().get(0);
        tables.switchOn(newest, "test");
        tables.counted(newest.id(), "{}");
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    private void agree(String when, boolean withTheEngine) {
        Instant now = clock.instant();
        Ruling ruling = tables.current();
        Map<Long, Place> kept = kept();
        Map<Long, Place> together = together(ruling, now);
        List<FactReader.Known> known = reader.read(
                ruling.query(), kept.keySet().stream().map(ContactId::new).toList(), now);
        assertThat(known).hasSameSizeAs(kept.keySet());
        for (FactReader.Known each : known) {
            long contact = each.contact().value();
            Map<String, Object> facts = ruling.complete(each.values());
            List<Integer> alone = ruling.segments(facts);
            String what = "%s, seed %d, contact %d, %s%nof %s"
                    .formatted(when, seed, contact, new TreeMap<>(facts), new String(files.get("segments")));
            assertThat(together.get(contact).segments())
                    .as("all at once " + what)
                    .isEqualTo(alone);
            assertThat(together.get(contact).due())
                    .as("when all are to be looked at, " + what)
                    .isEqualTo(each.due());
            assertThat(kept.get(contact).segments())
                    .as("where they were left " + what)
                    .isEqualTo(alone);
            if (each.due() != null) {
                assertThat(each.due()).as("due " + what).isAfter(now);
                assertThat(kept.get(contact).due())
                        .as("kept due " + what)
                        .isNotNull()
                        .isBeforeOrEqualTo(each.due());
            }
            judged++;
            hits += alone.size();
        }
        List<FactReader.Known> some = new ArrayList<>(known);
        Collections.shuffle(some, random);
        some.stream().limit(withTheEngine ? ASKED_OF_THE_ENGINE : 0).forEach(each -> askTheEngine(ruling, each, when));
    }

    private Map<Long, Place> kept() {
        return read("select contact, segments, due_at as due from segment.person", Map.of());
    }

    /** By the ranks they have: others are only given to everybody at once. */
    private Map<Long, Place> together(Ruling ruling, Instant now) {
        Map<String, Object> parameters = new HashMap<>(asking.parameters(ruling.query(), now, shop));
        OrdersSummedUp.fill(sql, parameters);
        sql.sql("update segment.staged_rank s set r = p.r, f = p.f, m = p.m from segment.person p"
                        + " where p.contact = s.contact")
                .update();
        parameters.put("after", Long.MIN_VALUE);
        parameters.put("upTo", Long.MAX_VALUE);
        return read(
                "select contact, segments, nullif(due, 'infinity') as due from (" + ruling.everybody() + ") e",
                parameters);
    }

    private Map<Long, Place> read(String question, Map<String, Object> parameters) {
        Map<Long, Place> places = new TreeMap<>();
        sql.sql(question).params(parameters).query(row -> {
            OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
            places.put(
                    row.getLong("contact"),
                    new Place(
                            Arrays.asList((Integer[]) row.getArray("segments").getArray()),
                            due == null ? null : due.toInstant()));
        });
        return places;
    }

    private void askTheEngine(Ruling ruling, FactReader.Known known, String when) {
        Map<String, Object> own = ruling.complete(known.values());
        Map<String, Object> facts = new HashMap<>(known.values());
        BigDecimal activity = (BigDecimal) facts.remove("score.activity");
        String rank = files.containsKey("rfm")
                ? (String) decide("rfm", facts).stream().findFirst().orElse(null)
                : (String) own.get("rfm.segment");
        assertThat(own.get("rfm.segment"))
                .as("rank %s, seed %d, %s", when, seed, facts)
                .isEqualTo(rank);
        double profile = decide("profile_points", facts).stream()
                .mapToDouble(points -> ((Number) points).doubleValue())
                .sum();
        BigDecimal score = activity.add(BigDecimal.valueOf(profile));
        assertThat((BigDecimal) own.get("score"))
                .as("score %s, seed %d, %s", when, seed, facts)
                .isEqualByComparingTo(score);
        facts.put("rfm.segment", rank);
        if (new String(files.get("segments")).contains("score.activity")) {
            facts.put("score.activity", activity);
        } else {
            facts.put("score", score);
        }
        Set<String> expected = decide("segments", facts).stream()
                .map(String.class::cast)
                .collect(Collectors.toCollection(TreeSet::new));
        if (rank != null) {
            expected.add("rfm_" + rank);
        }
        Map<Integer, String> names = new HashMap<>();
        ruling.ids().forEach((name, id) -> names.put(id, name));
        Set<String> actual =
                ruling.segments(own).stream().map(names::get).collect(Collectors.toCollection(TreeSet::new));
        assertThat(actual)
                .as("in the engine %s, seed %d, %s%nof %s", when, seed, facts, new String(files.get("segments")))
                .isEqualTo(expected);
    }

    private List<Object> decide(String decision, Map<String, Object> facts) {
        DmnDecision table = parsed.computeIfAbsent(decision, id -> {
            byte[] dmn = files.get(id.equals("profile_points") ? "activity_points" : id);
            return engine.parseDecision(id, new ByteArrayInputStream(dmn));
        });
        DmnDecisionResult result = engine.evaluateDecision(table, nested(facts));
        return result.collectEntries(decision.endsWith("points") ? "points" : "segment");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> facts) {
        Map<String, Object> nested = new HashMap<>();
        facts.forEach((path, value) -> {
            String[] names = path.split("\\.");
            Map<String, Object> in = nested;
            for (int i = 0; i < names.length - 1; i++) {
                in = (Map<String, Object>) in.computeIfAbsent(names[i], name -> new HashMap<String, Object>());
            }
            in.put(names[names.length - 1], value);
        });
        return nested;
    }
}
