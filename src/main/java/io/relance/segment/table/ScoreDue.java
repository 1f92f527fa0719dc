package io.relance.segment.table;

import io.relance.rules.PopulationTable;
import io.relance.segment.fact.Melting;
import io.relance.segment.fact.Melting.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When time alone next takes a score to a number that the tables compare it with. */
@Component
class ScoreDue {

    static final String ACTIVITY = "score.activity";
    private final Melting melting;

    ScoreDue(Melting melting) {
        this.melting = melting;
    }

    /**
     * As SQL; empty where time alone changes no answer.
     *
     * @param column what a fact is called in it, by its path
     */
    Optional<String> sql(Ruling.Tables tables, Function<String, String> column) {
        boolean unknown = Stream.of(tables.segments(), tables.rfm(), tables.profile())
                .anyMatch(table -> table.comparesWithFacts(ACTIVITY) || table.comparesWithFacts(Ruling.SCORE));
        if (unknown) {
            return melting.daily();
        }
        List<Level> levels = new ArrayList<>();
        String profile = profile(tables.profile(), column);
        tables.segments().constants(Ruling.SCORE).forEach(number -> levels.add(new Level(number, profile)));
        Stream.of(tables.segments(), tables.rfm(), tables.profile())
                .flatMap(table -> table.constants(ACTIVITY).stream())
                .distinct()
                .forEach(number -> levels.add(new Level(number, "0")));
        return melting.due(levels);
    }

    /** What fits of a profile, as SQL. */
    static String profile(PopulationTable profile, Function<String, String> column) {
        StringBuilder sum = new StringBuilder("0");
        for (PopulationTable.Rule rule : profile.rules()) {
            sum.append(" + case when ").append(rule.sql(column)).append(" then ");
            sum.append(Ruling.points(rule).toPlainString()).append(" else 0 end");
        }
        return sum.toString();
    }
}
