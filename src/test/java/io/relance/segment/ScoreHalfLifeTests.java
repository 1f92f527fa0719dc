package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.relance.Outside;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.segment.fact.Asking;
import io.relance.segment.living.Judge;
import io.relance.segment.table.Ruling;
import io.relance.segment.table.SegmentTables;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.ShopProfile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A score of which each part loses half of its worth in eleven days, against arithmetic of its own. */
@SegmentTest
class ScoreHalfLifeTests {

    private static final double HALF_LIFE = Duration.ofDays(11).toSeconds();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Judge judge;

    @Autowired
    Contacts contacts;

    @Autowired
    SegmentTables tables;

    @Autowired
    Asking asking;

    @Autowired
    ShopProfile shop;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        on(
                "score",
                "activity_points",
                decision(
                                "activity_points",
                                "FIRST",
                                "activity",
                                "points",
                                "double",
                                Map.of("\"quiz_won\"", "50", "\"quiz_taken\"", "1.5", "\"quiz_lost\"", "-20"))
                        + decision(
                                "profile_points",
                                "COLLECT' aggregation='SUM",
                                "trait.favourite",
                                "points",
                                "double",
                                Map.of("not(null)", "10")));
        on(
                "segments",
                "segments",
                segments(Map.of(">= 100", "\"warm\"", "> 500", "\"hot\"", "[12.5..20]", "\"mild\"")));
    }

    @Test
    void atAnyMomentItIsTheSumOfWhatIsLeftOfEachActivity() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, Double> points = Map.of("Quiz Won", 50.0, "Quiz Taken", 1.5, "Quiz Lost", -20.0);
        Map<Instant, Double> done = new HashMap<>();
        Instant begin = clock.instant();
        for (int day = 0; day < 60; day += 6) {
            clock.advance(Duration.ofDays(6));
            List<Map<String, Object>> events = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                // They arrive in any order, also long after they were done.
                Instant at = clock.instant()
                        .minusMillis((long) (random.nextDouble()
                                * Duration.between(begin, clock.instant()).toMillis()))
                        .truncatedTo(ChronoUnit.MILLIS);
                String name = List.copyOf(points.keySet()).get(random.nextInt(3));
                events.add(Outside.track("melts-" + seed, name, at, Map.of("n", random.nextInt())));
                done.merge(at, points.get(name), Double::sum);
            }
            outside.send(events);
            work("inbox");
            clock.advance(Duration.ofMillis(random.nextInt(86_400_000)));
            double expected = left(done, clock.instant());
            String what = "seed " + seed + ", day " + day;
            assertThat(alone("melts-" + seed).doubleValue()).as(what).isCloseTo(expected, within(0.0050001));
            assertThat(amongAll("melts-" + seed)).as(what).isEqualByComparingTo(alone("melts-" + seed));
        }
    }

    @Test
    void whoFallsToANumberOfATableIsLookedAtThenAndNotDayByDay() {
        String who = "falls-" + clock.instant();
        Instant now = clock.instant();
        outside.send(List.of(
                Outside.identify(who, Map.of("favourite", "blue")),
                Outside.track(who, "Quiz Won", now, Map.of("n", 1)),
                Outside.track(who, "Quiz Won", now, Map.of("n", 2)),
                Outside.track(who, "Quiz Won", now, Map.of("n", 3))));
        work("inbox");
        assertThat(alone(who)).isEqualByComparingTo("160");
        assertThat(segments(who)).containsExactly("warm");

        // The profile's ten stay. What is left is told in hundredths: it comes to 90 below 90.005, and falls under it
        // below
        // 89.995; so with 20 and 12.5. Six looks, and then never again.
        wakes(who, falls(now, 150, 90.005), "warm");
        wakes(who, falls(now, 150, 89.995));
        wakes(who, falls(now, 150, 10.005), "mild");
        wakes(who, falls(now, 150, 9.995), "mild");
        wakes(who, falls(now, 150, 2.505), "mild");
        wakes(who, falls(now, 150, 2.495));
        assertThat(due(who)).isNull();
    }

    @Test
    void minusPointsMeltUpwards() {
        String who = "rises-" + clock.instant();
        Instant now = clock.instant();
        on("segments", "segments", segments(Map.of("< -5", "\"cross\"")));
        outside.send(List.of(Outside.track(who, "Quiz Lost", now, Map.of("n", 1))));
        work("inbox");
        assertThat(segments(who)).containsExactly("cross");
        wakes(who, falls(now, 20, 5.005));
    }

    @Test
    void aScoreComparedWithWhatNobodyKnowsInAdvanceIsLookedAtDaily() {
        String who = "daily-" + clock.instant();
        Instant now = clock.instant();
        on("segments", "segments", segments(Map.of("> orders.value", "\"more_than_spent\"")));
        outside.send(List.of(Outside.track(who, "Quiz Won", now, Map.of("n", 1))));
        work("inbox");
        assertThat(segments(who)).containsExactly("more_than_spent");
        assertThat(due(who)).isEqualTo(now.plus(Duration.ofDays(1)));
    }

    private static Instant falls(Instant now, double from, double to) {
        return now.plusMillis(Math.round(HALF_LIFE * Math.log(from / to) / Math.log(2) * 1_000));
    }

    private static double left(Map<Instant, Double> done, Instant now) {
        return done.entrySet().stream()
                .mapToDouble(each -> each.getValue()
                        * Math.pow(0.5, Duration.between(each.getKey(), now).toMillis() / 1_000.0 / HALF_LIFE))
                .sum();
    }

    private BigDecimal alone(String who) {
        return (BigDecimal) judge.facts(id(who), clock.instant()).get("score");
    }

    /** What activities make of it, read for everybody at once; nobody here has a profile. */
    private BigDecimal amongAll(String who) {
        Ruling ruling = tables.current();
        Map<String, Object> parameters = new HashMap<>(asking.parameters(ruling.query(), clock.instant(), shop));
        parameters.put("after", Long.MIN_VALUE);
        parameters.put("upTo", Long.MAX_VALUE);
        parameters.put("who", id(who).value());
        return sql.sql("select " + ruling.query().name("score.activity") + " from ("
                        + ruling.query().ofAll() + ") a where contact = :who")
                .params(parameters)
                .query(BigDecimal.class)
                .single();
    }

    /** Not a moment before, and not a moment later. */
    private void wakes(String who, Instant expected, String... then) {
        List<String> before = segments(who);
        Instant due = due(who);
        assertThat(due).isCloseTo(expected, within(3, ChronoUnit.MILLIS));
        clock.set(due.minusMillis(1));
        work("segments");
        assertThat(segments(who)).isEqualTo(before);
        clock.set(due);
        work("segments");
        assertThat(segments(who)).containsExactly(then);
    }

    private Instant due(String who) {
        return sql
                .sql("select due_at from segment.person where contact = ?")
                .param(id(who).value())
                .query((row, number) -> {
                    OffsetDateTime due = row.getObject(1, OffsetDateTime.class);
                    return due == null ? Instant.MAX : due.toInstant();
                })
                .list()
                .stream()
                .filter(due -> !due.equals(Instant.MAX))
                .findFirst()
                .orElse(null);
    }

    private List<String> segments(String who) {
        return sql.sql("select n.name from segment.person p join segment.named n on n.id = any(p.segments)"
                        + " where p.contact = ? and n.name not like 'rfm%' order by 1")
                .param(id(who).value())
                .query(String.class)
                .list();
    }

    private ContactId id(String who) {
        return contacts.byUserId(who).orElseThrow().id();
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    private void on(String file, String decision, String decisions) {
        byte[] dmn = ("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='" + file
                        + System.nanoTime() + "' namespace='x'>" + decisions + "</definitions>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(tables.check(decision, dmn)).isEmpty();
        tables.deployed(decision, dmn);
        tables.switchOn(tables.latest().get(0), "test");
    }

    private static String segments(Map<String, String> rules) {
        return decision("segments", "COLLECT", "score", "segment", "string", rules);
    }

    private static String decision(
            String id, String hits, String fact, String answer, String type, Map<String, String> rules) {
        StringBuilder xml = new StringBuilder(
                "<decision id='%s' name='%s'><decisionTable id='%s_t' hitPolicy='%s'><input id='%s_i'><inputExpression id='%s_e'><text>%s</text></inputExpression></input><output id='%s_o' name='%s' typeRef='%s'/>"
                        .formatted(id, id, id, hits, id, id, fact, id, answer, type));
        rules.forEach((test, says) -> xml.append(
                "<rule id='%s_%d'><inputEntry id='%s_%dt'><text>%s</text></inputEntry><outputEntry id='%s_%do'><text>%s</text></outputEntry></rule>"
                        .formatted(
                                id,
                                Math.abs(test.hashCode()),
                                id,
                                Math.abs(test.hashCode()),
                                test.replace("<", "&lt;"),
                                id,
                                Math.abs(test.hashCode()),
                                says)));
        return xml + "</decisionTable></decision>";
    }
}
