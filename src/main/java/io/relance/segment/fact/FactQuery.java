package io.relance.segment.fact;

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

    private final Map<String, Fact> facts = new TreeMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> due;
    private String ranks = "";

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

    /** With the ranks that a run over everybody is just working out, not those of the last one. */
    public FactQuery withStagedRanks() {
        FactQuery query = new FactQuery(facts.values(), due);
        query.ranks = "left join segment.staged_rank q on q.contact = p.contact\n";
        return query;
    }

    /** The question for some contacts. */
    public String ofSome() {
        return sql(false) + "where p.contact = any(:contacts)";
    }

    /** The question for everybody between two numbers, {@code after} and {@code upTo}. */
    public String ofAll() {
        return sql(true) + "where p.contact > :after and p.contact <= :upTo";
    }

    private String sql(boolean all) {
        StringBuilder joins = new StringBuilder();
        Map<Source, Set<String>> columns = columns();
        for (Source source : sources()) {
            if (source != Source.PERSON) {
                joins.append(source.join(String.join(", ", columns.getOrDefault(source, Set.of())), all))
                        .append('\n');
            }
        }
        String read = facts.values().stream()
                .map(fact -> ranked(fact.sql()) + " as " + name(fact.path()))
                .collect(Collectors.joining(",\n  "));
        String rank = ranks.isEmpty() ? "p.r, p.f, p.m" : "q.r, q.f, q.m";
        return "select p.contact, p.revision, p.segments, p.due_at, p.r as own_r, p.f as own_f, p.m as own_m, " + rank
                + ", " + ranked(dueSql()) + " as due" + (read.isEmpty() ? "" : ",\n  " + read)
                + "\nfrom segment.person p\n"
                + ranks + joins;
    }

    /** Ranks stand in the person's row, except while they are being worked out. */
    private String ranked(String sql) {
        return ranks.isEmpty() ? sql : sql.replaceAll("\\bp\\.([rfm])\\b", "q.$1");
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

    private Set<Source> sources() {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        facts.values().forEach(fact -> {
            sources.addAll(fact.sources());
            fact.columns().forEach(column -> sources.add(column.source()));
        });
        return sources;
    }

    /** The numbers of what is counted by the day. */
    List<Integer> countedByDay() {
        return counted(Set.of(Source.DAY));
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
