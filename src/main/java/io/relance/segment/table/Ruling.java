package io.relance.segment.table;

import io.relance.rules.PopulationTable;
import io.relance.segment.fact.FactQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tables mean together: for one contact by its facts, for all in one statement. Immutable. */
public final class Ruling {

    static final String RFM = "rfm.segment";
    static final String SCORE = "score";
    static final String RFM_PREFIX = "rfm_";

    private final PopulationTable rfm;
    private final PopulationTable profile;
    private final FactQuery query;
    private final Map<String, Integer> ids;
    private final Set<Integer> counted;
    private final FactQuery deciding;
    private final boolean readsScore;
    private final Map<Integer, BigDecimal> points;
    /** By the segment's number. */
    private final SortedMap<Integer, List<PopulationTable.Rule>> segments = new TreeMap<>();

    /**
     * @param query what is read of one contact
     * @param deciding of that what makes a difference to an answer
     * @param points what activities are worth by these tables, by their numbers; null: what they are worth now
     */
    Ruling(
            Tables tables,
            FactQuery query,
            FactQuery deciding,
            Map<String, Integer> ids,
            Map<Integer, BigDecimal> points) {
        this.deciding = deciding;
        this.points = points;
        this.counted = Set.copyOf(deciding.counted());
        this.readsScore = tables.segments().facts().contains(SCORE)
                || Stream.of(tables.segments(), tables.rfm(), tables.profile())
                        .anyMatch(table -> table.facts().contains(ScoreDue.ACTIVITY));
        this.rfm = tables.rfm();
        this.profile = tables.profile();
        this.query = query;
        this.ids = ids;
        tables.segments().rules().forEach(rule -> segments.computeIfAbsent(
                        ids.get(segment(rule)), id -> new ArrayList<>())
                .add(rule));
    }

    /**
     * The tables as read.
     *
     * @param activity what each activity adds to the score
     * @param profile what fits of a profile adds to it
     */
    record Tables(PopulationTable segments, PopulationTable rfm, PopulationTable activity, PopulationTable profile) {

        Collection<String> names() {
            List<String> names = new ArrayList<>();
            segments.rules().forEach(rule -> names.add(segment(rule)));
            rfm.rules().forEach(rule -> names.add(RFM_PREFIX + segment(rule)));
            return names;
        }

        /** What each of these activities, told by name with its number, is worth by them. */
        Map<Integer, BigDecimal> points(Map<String, Integer> activities) {
            Map<Integer, BigDecimal> points = new TreeMap<>();
            activities.forEach((name, id) -> points.put(id, Ruling.points(activity, name)));
            return points;
        }
    }

    static String segment(PopulationTable.Rule rule) {
        return (String) rule.answers().get("segment");
    }

    /** What is to be read for it. */
    public FactQuery query() {
        return query;
    }

    /** What is to be read of everybody: no more than makes a difference. */
    public FactQuery everybodyQuery() {
        return deciding;
    }

    /** Whether a table reads the score. */
    public boolean readsScore() {
        return readsScore;
    }

    /** The numbers of what, when there is one more of it, can change an answer. */
    public Set<Integer> counted() {
        return counted;
    }

    /** The segments there are, by name. */
    public Map<String, Integer> ids() {
        return ids;
    }

    /** Adds to a contact's facts what the tables make of them: its rank's name and its score. */
    public Map<String, Object> complete(Map<String, Object> facts) {
        Map<String, Object> all = new HashMap<>(facts);
        all.put(RFM, rfmSegment(facts).orElse(null));
        all.put(SCORE, score(facts));
        return all;
    }

    private Optional<String> rfmSegment(Map<String, Object> facts) {
        return rfm.rules().stream().filter(rule -> rule.hits(facts)).findFirst().map(Ruling::segment);
    }

    private BigDecimal score(Map<String, Object> facts) {
        BigDecimal sum = facts.get(ScoreDue.ACTIVITY) instanceof BigDecimal points ? points : BigDecimal.ZERO;
        for (PopulationTable.Rule rule : profile.rules()) {
            if (rule.hits(facts)) {
                sum = sum.add(points(rule));
            }
        }
        return sum;
    }

    /** What an activity is worth by a table; zero where no rule knows it. */
    static BigDecimal points(PopulationTable table, String activity) {
        Map<String, Object> facts = Map.of("activity", activity);
        return table.rules().stream()
                .filter(rule -> rule.hits(facts))
                .findFirst()
                .map(Ruling::points)
                .orElse(BigDecimal.ZERO);
    }

    static BigDecimal points(PopulationTable.Rule rule) {
        Object points = rule.answers().get("points");
        return points instanceof BigDecimal number ? number : new BigDecimal(points.toString());
    }

    /** The numbers of the segments a contact with these (completed) facts is in, in their order. */
    public List<Integer> segments(Map<String, Object> facts) {
        List<Integer> found = new ArrayList<>();
        segments.forEach((id, rules) -> {
            if (rules.stream().anyMatch(rule -> rule.hits(facts))) {
                found.add(id);
            }
        });
        if (facts.get(RFM) instanceof String rank) {
            found.add(ids.get(RFM_PREFIX + rank));
        }
        return found.stream().sorted().toList();
    }

    /** The rules that put a contact with these facts into a segment, in the table's order. */
    public List<PopulationTable.Rule> reasons(int segment, Map<String, Object> facts) {
        boolean own = segments.containsKey(segment);
        Collection<PopulationTable.Rule> rules = own ? segments.get(segment) : rfm.rules();
        return rules.stream()
                .filter(rule -> rule.hits(facts))
                .limit(own ? rules.size() : 1)
                .toList();
    }

    /** Everybody's segments in one statement: {@code contact, revision, before, segments, due, r, f, m}. */
    public String everybody() {
        FactQuery all = deciding;
        Function<String, String> column = path -> switch (path) {
            case RFM -> "g.rfm";
            case SCORE -> "g.score";
            default -> "g." + all.name(path);
        };
        Function<String, String> base = path -> "f." + all.name(path);
        SortedMap<Integer, String> cases = new TreeMap<>();
        segments.forEach((id, rules) -> cases.put(id, "case when " + any(rules, column) + " then " + id + " end"));
        rfm.rules().stream().map(Ruling::segment).distinct().forEach(name -> {
            int id = ids.get(RFM_PREFIX + name);
            cases.put(id, "case when g.rfm = '" + name + "' then " + id + " end");
        });
        return "select g.contact, g.revision, g.segments as before, g.due_at as own_due, g.own_r, g.own_f, g.own_m, g.due,"
                + " g.r, g.f, g.m,\n array_remove(array["
                + String.join(",\n  ", cases.values()) + "]::int[], null) as segments\nfrom (select f.*, "
                + rfmSql(base) + " as rfm, " + (readsScore ? scoreSql(base) : "null::numeric") + " as score from ("
                + (points == null ? all.ofAll() : all.ofAll(points)) + ") f offset 0) g offset 0";
    }

    private static String any(List<PopulationTable.Rule> rules, Function<String, String> column) {
        return rules.stream().map(rule -> "(" + rule.sql(column) + ")").collect(Collectors.joining(" or "));
    }

    private String rfmSql(Function<String, String> column) {
        String cases = rfm.rules().stream()
                .map(rule -> " when " + rule.sql(column) + " then '" + segment(rule) + "'")
                .collect(Collectors.joining());
        return cases.isEmpty() ? "null::text" : "case" + cases + " end";
    }

    private String scoreSql(Function<String, String> column) {
        return "coalesce(" + column.apply(ScoreDue.ACTIVITY) + ", 0) + " + ScoreDue.profile(profile, column);
    }
}
