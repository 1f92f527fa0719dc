package io.relance.segment.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The question that reads facts, for some contacts or for all: a row per contact with {@code contact, revision, due} and
 * a column per fact. Its parameters are those of {@link Asking}.
 */
public final class FactQuery {

    private static final Pattern COUNTED = Pattern.compile("counted = (\\d+)");
    private static final Pattern RANK = Pattern.compile("\\bp\\.([rfm])\\b");

    /** Before anybody bought anything from a shop like ours. */
    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);

    private final Map<String, Fact> facts = new TreeMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> due;

    /**
     * @param facts what is to be read
     * @param due when time alone may change an answer, as SQL over the sources; the earliest counts
     */
    public FactQuery(Collection<Fact> facts, List<String> due) {
        facts.forEach(fact -> this.facts.put(fact.path(), fact));
        this.facts.keySet().forEach(path -> names.put(path, "f" + names.size()));
        this.due = due;
    }

    /** The facts by their paths. */
    public Map<String, Fact> facts() {
        return facts;
    }

    /** What the column of a fact is called. */
    public String name(String path) {
        return names.get(path);
    }

    /** The question for some contacts. */
    public String ofSome() {
        return sql(false) + "where p.contact = any(:contacts)";
    }

    /**
     * The question for everybody between two numbers, {@code after} and {@code upTo}, with the ranks that the run is just
     * working out instead of those of the last one. Nothing of it is worked out twice, however often it is referred to.
     */
    public String ofAll() {
        return sql(true) + "where p.contact > :after and p.contact <= :upTo offset 0";
    }

    /** The same, with activities worth what is told here by their numbers, instead of what they are worth now. */
    public String ofAll(Map<Integer, BigDecimal> points) {
        StringBuilder told = new StringBuilder("(0, 0::numeric)");
        points.forEach((id, each) -> {
            if (each.signum() != 0) {
                told.append(", (")
                        .append(id)
                        .append(", ")
                        .append(each.toPlainString())
                        .append(')');
            }
        });
        return ofAll().replace(
                        Source.WORTH,
                        "(select c.id, coalesce(w.points, 0) as points from segment.counted c left join (values " + told
                                + ") w (id, points) on w.id = c.id) worth");
    }

    private String sql(boolean all) {
        StringBuilder joins = new StringBuilder();
        Map<Source, Set<String>> columns = columns();
        for (Source source : sources(all)) {
            if (source != Source.PERSON) {
                joins.append(source.join(String.join(", ", columns.getOrDefault(source, Set.of())), all))
                        .append('\n');
            }
        }
        String read = facts.values().stream()
                .map(fact -> ranked(all, fact.sql()) + " as " + name(fact.path()))
                .collect(Collectors.joining(",\n  "));
        return "select p.contact, p.revision, p.segments, p.due_at, p.r as own_r, p.f as own_f, p.m as own_m, "
                + ranked(all, "p.r, p.f, p.m") + ", " + ranked(all, dueSql()) + " as due"
                + (read.isEmpty() ? "" : ",\n  " + read)
                + "\nfrom segment.person p\n" + joins;
    }

    private static String ranked(boolean all, String sql) {
        return all ? ranked(sql) : sql;
    }

    /** Ranks stand in the person's row, except while they are being worked out. */
    private static String ranked(String sql) {
        return RANK.matcher(sql).replaceAll("o.$1");
    }

    private String dueSql() {
        return due.isEmpty()
                ? "null::timestamptz"
                : "least(" + String.join(",\n    ", due) + ", 'infinity'::timestamptz)";
    }

    private Map<Source, Set<String>> columns() {
        Map<Source, Set<String>> columns = new EnumMap<>(Source.class);
        facts.values().forEach(fact -> fact.columns()
                .forEach(column -> columns.computeIfAbsent(column.source(), source -> new TreeSet<>())
                        .add(column.expression() + " as " + column.name())));
        return columns;
    }

    private Set<Source> sources(boolean all) {
        // Where everybody's ranks are.
        Set<Source> sources = all ? EnumSet.of(Source.ORDERS) : EnumSet.noneOf(Source.class);
        facts.values().forEach(fact -> {
            sources.addAll(fact.sources());
            fact.columns().forEach(column -> sources.add(column.source()));
        });
        return sources;
    }

    /** Whether it asks how people stand in the shop's programme. */
    public boolean asksForStandings() {
        return sources(false).contains(Source.LOYALTY);
    }

    /** Whether it asks what people allow. */
    public boolean asksForConsents() {
        return sources(false).contains(Source.CONSENT);
    }

    /** The numbers of what is counted by the day. */
    List<Integer> countedByDay() {
        return counted(Set.of(Source.DAY));
    }

    /** The numbers of what is counted without regard to days, beside what the score sums up. */
    List<Integer> totalled() {
        return counted(Set.of(Source.TOTAL));
    }

    /** The last day of which no count is asked for. */
    LocalDate oldest(LocalDate today) {
        return facts.values().stream()
                .flatMap(fact -> fact.columns().stream())
                .filter(column -> column.source() == Source.DAY)
                .map(column ->
                        column.window() == null ? LONG_AGO : column.window().before(today))
                .min(LocalDate::compareTo)
                .orElse(today);
    }

    /** The numbers of everything that is counted. */
    public List<Integer> counted() {
        return counted(EnumSet.of(Source.DAY, Source.TOTAL));
    }

    private List<Integer> counted(Set<Source> sources) {
        Set<Integer> ids = new TreeSet<>();
        facts.values().stream()
                .flatMap(fact -> fact.columns().stream())
                .filter(column -> sources.contains(column.source()))
                .forEach(column -> COUNTED.matcher(column.expression())
                        .results()
                        .forEach(found -> ids.add(Integer.valueOf(found.group(1)))));
        return new ArrayList<>(ids);
    }
}
