package io.relance.segment.table;

import io.relance.rules.FactType;
import io.relance.rules.PopulationTable;
import io.relance.rules.Problem;
import io.relance.rules.TableRefused;
import io.relance.segment.fact.Fact;
import io.relance.segment.fact.FactQuery;
import io.relance.segment.fact.Facts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the tables of segments, ranks and points, and says what is wrong with them. */
@Component
class RulingCompiler {

    /** Far above what anybody gives, and far below where a million activities of it overflow. */
    private static final BigDecimal MOST_POINTS = new BigDecimal(1_000_000);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    /** What is told of every contact, whatever the tables read. */
    private static final Set<String> TOLD = Set.of(
            "rfm.recency",
            "rfm.frequency",
            "rfm.monetary",
            "rfm.r",
            "rfm.f",
            "rfm.m",
            ScoreDue.ACTIVITY,
            "orders.count");

    private final Facts facts;
    private final ScoreDue score;
    private final SegmentNames names;

    RulingCompiler(Facts facts, ScoreDue score, SegmentNames names) {
        this.facts = facts;
        this.score = score;
        this.names = names;
    }

    /** What is wrong with a file; empty when nothing is. */
    List<Problem> problems(TableFile file, byte[] dmn) {
        try {
            return file.decisions().stream()
                    .filter(decision -> !counts(decision, read(dmn, decision)))
                    .map(decision -> new Problem(
                            decision, "has a hit policy under which other rules count; accepted: " + policy(decision)))
                    .toList();
        } catch (TableRefused refused) {
            return refused.problems();
        }
    }

    /** Whether the rules that count by the table's hit policy are those that are made to count. */
    private static boolean counts(String decision, PopulationTable table) {
        return switch (policy(decision)) {
            case "COLLECT" -> table.collects();
            case "COLLECT with SUM" -> table.sums();
            default -> !table.collects() && !table.sums();
        };
    }

    private static String policy(String decision) {
        return switch (decision) {
            case "segments" -> "COLLECT";
            case "profile_points" -> "COLLECT with SUM";
            default -> "FIRST, UNIQUE, ANY";
        };
    }

    /** @param dmn the file of each kind; an absent one decides nothing */
    Ruling compile(Map<TableFile, String> dmn) {
        return compile(dmn, null);
    }

    /**
     * The same.
     *
     * @param activities those whose points are the file's, by name with their numbers, as long as what is kept of them is
     *     still another file's; null where what is kept is right
     */
    Ruling compile(Map<TableFile, String> dmn, Map<String, Integer> activities) {
        Ruling.Tables tables = new Ruling.Tables(
                read(dmn, "segments"), read(dmn, "rfm"), read(dmn, "activity_points"), read(dmn, "profile_points"));
        Set<String> paths = new TreeSet<>(TOLD);
        Set<String> read = new HashSet<>();
        List.of(tables.segments(), tables.rfm(), tables.profile()).forEach(table -> read.addAll(table.facts()));
        read.removeAll(Set.of(Ruling.RFM, Ruling.SCORE));
        if (tables.segments().facts().contains(Ruling.SCORE)) {
            read.add(ScoreDue.ACTIVITY);
        }
        paths.addAll(read);
        List<Fact> wanted =
                paths.stream().map(path -> facts.find(path).orElseThrow()).toList();
        List<Fact> deciding =
                wanted.stream().filter(fact -> read.contains(fact.path())).toList();
        List<String> due = due(tables, deciding);
        return new Ruling(
                tables,
                new FactQuery(wanted, due),
                new FactQuery(deciding, due),
                names.ids(tables.names()),
                activities == null ? null : tables.points(activities));
    }

    private List<String> due(Ruling.Tables tables, List<Fact> deciding) {
        List<String> due = new ArrayList<>();
        for (Fact fact : deciding) {
            if (fact.due() != null) {
                due.add(fact.due().apply(thresholds(tables, fact)));
            } else if (fact.path().equals(ScoreDue.ACTIVITY)) {
                score.sql(tables, path -> "(" + facts.find(path).orElseThrow().sql() + ")")
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    private static Set<BigDecimal> thresholds(Ruling.Tables tables, Fact fact) {
        Set<BigDecimal> thresholds = new TreeSet<>();
        String path = fact.path();
        for (PopulationTable table : List.of(tables.segments(), tables.rfm(), tables.profile())) {
            if (table.facts().contains(path)) {
                Set<BigDecimal> of = fact.fractions() ? table.constants(path) : table.thresholds(path);
                if (of.isEmpty() || table.comparesWithFacts(path)) {
                    return Set.of();
                }
                thresholds.addAll(of);
            }
        }
        return thresholds;
    }

    /** The segments that a file names. */
    Set<String> names(TableFile file, String dmn) {
        String prefix = file == TableFile.RFM ? Ruling.RFM_PREFIX : "";
        return file.decisions().stream()
                .flatMap(decision -> read(dmn.getBytes(StandardCharsets.UTF_8), decision).rules().stream())
                .map(rule -> prefix + Ruling.segment(rule))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private PopulationTable read(Map<TableFile, String> dmn, String decision) {
        String text = dmn.get(TableFile.of(decision).orElseThrow());
        return text == null ? PopulationTable.EMPTY : read(text.getBytes(StandardCharsets.UTF_8), decision);
    }

    private PopulationTable read(byte[] dmn, String decision) {
        PopulationTable table = PopulationTable.read(dmn, decision, types(decision));
        List<Problem> problems = new ArrayList<>();
        table.rules().forEach(rule -> answer(decision, rule).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new TableRefused(decision, problems);
        }
        return table;
    }

    private static boolean isInHundredths(Number number) {
        BigDecimal points = new BigDecimal(number.toString());
        return points.stripTrailingZeros().scale() <= 2 && points.abs().compareTo(MOST_POINTS) < 0;
    }

    private Function<String, Optional<FactType>> types(String decision) {
        return path -> switch (decision) {
            case "activity_points" -> path.equals("activity") ? Optional.of(FactType.TEXT) : Optional.empty();
            case "segments" -> derived(path).or(() -> facts.find(path).map(Fact::type));
            default -> facts.find(path).map(Fact::type);
        };
    }

    private static Optional<FactType> derived(String path) {
        return switch (path) {
            case Ruling.RFM -> Optional.of(FactType.TEXT);
            case Ruling.SCORE -> Optional.of(FactType.NUMBER);
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> answer(String decision, PopulationTable.Rule rule) {
        if (decision.endsWith("_points")) {
            Object points = rule.answers().get("points");
            return points instanceof Number number && isInHundredths(number)
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            rule.id(), "must answer 'points' with a number of at most two decimals, below a million"));
        }
        boolean named = rule.answers().get("segment") instanceof String name
                && NAME.matcher(name).matches()
                && (decision.equals("rfm") || !name.startsWith(Ruling.RFM_PREFIX));
        return named
                ? Optional.empty()
                : Optional.of(new Problem(
                        rule.id(),
                        "must answer 'segment' with a name of small letters, digits and underscores"
                                + " that does not begin with rfm_"));
    }
}
