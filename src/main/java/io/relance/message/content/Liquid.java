package io.relance.message.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import liqp.Insertion;
import liqp.Insertions;
import liqp.Template;
import liqp.TemplateParser;
import liqp.filters.Filter;
import liqp.filters.Filters;
import liqp.parser.Flavor;

/** The Liquid our templates may use: no includes, no scripts, nothing that reads a clock, and limits on everything. */
final class Liquid {

    static final int LARGEST_TEMPLATE = 500_000;
    private static final int LARGEST_TEXT = 1_000_000;
    private static final int MOST_ITERATIONS = 10_000;

    /** The tags a template may begin; each may also have the parts that belong to it. */
    static final Set<String> TAGS =
            new TreeSet<>(Set.of("assign", "break", "case", "comment", "continue", "cycle", "for", "if", "unless"));

    /** What is refused of Liquid's own: it reads the wall clock, or would escape twice, or makes no sense in a mail. */
    private static final Set<String> REFUSED_FILTERS =
            Set.of("date", "absolute_url", "relative_url", "escape", "escape_once", "h", "json", "where_exp");

    private static final Filters FILTERS = Filters.of(allFilters());

    /** The filters a template may use. */
    static final Set<String> FILTER_NAMES = FILTERS.values().stream()
            .map(Filter::getName)
            .filter(name -> !name.equals(Printed.NAME))
            .collect(Collectors.toCollection(TreeSet::new));

    static final Insertions INSERTIONS = Insertions.of(Insertions.STANDARD_INSERTIONS.values().stream()
            .filter(insertion -> TAGS.contains(insertion.getName()))
            .toArray(Insertion[]::new));

    static final TemplateParser PARSER = new TemplateParser.Builder()
            .withFlavor(Flavor.LIQUID)
            .withStrictTypedExpressions(false)
            .withMaxIterations(MOST_ITERATIONS)
            .withMaxSizeRenderedString(LARGEST_TEXT)
            .build();

    private Liquid() {}

    private static List<Filter> allFilters() {
        List<Filter> filters = new ArrayList<>();
        Filters.DEFAULT_FILTERS.values().stream()
                .filter(filter -> !REFUSED_FILTERS.contains(filter.getName()))
                .forEach(filter -> filters.add(new Bounded(filter)));
        filters.addAll(OurFilters.all());
        filters.add(new Printed());
        return filters;
    }

    /** Parses a source; throws liqp's exceptions, which name line and place. */
    static Template parse(String source) {
        return PARSER.parse(source);
    }

    static Filters filters() {
        return FILTERS;
    }
}
