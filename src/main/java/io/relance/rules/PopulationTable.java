package io.relance.rules;

import io.relance.rules.population.Compared;
import io.relance.rules.population.Operand;
import io.relance.rules.population.Vocabulary;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decision table that can be decided for one by its facts, or for all in SQL, with the same answers. Immutable and
 * safe to share.
 */
public final class PopulationTable {

    /** A table without rules: nothing hits. */
    public static final PopulationTable EMPTY = new PopulationTable(List.of(), Set.of(), PopulationHits.EVERY);

    /** A row of the table. */
    public interface Rule {

        /** The id of its element in the file, {@code rule 3} where it has none. */
        String id();

        /** What its author says about it; empty where nothing. */
        String description();

        /** What it answers, by the names of the outputs: BigDecimal, String, Boolean or LocalDate, never null. */
        Map<String, Object> answers();

        /** The paths of the facts that its cells ask for. */
        Set<String> facts();

        /**
         * Whether it hits.
         *
         * @param facts by their paths ({@code orders.count}); what is not there is null
         * @throws IllegalArgumentException when a fact is not of its type
         */
        boolean hits(Map<String, Object> facts);

        /**
         * The same as an SQL condition that is true or false, never null, in brackets where it needs them. It has no
         * parameters, and nothing in it passes for one.
         *
         * @param column gives the SQL expression of a fact, of the type {@link FactType} names
         */
        String sql(Function<String, String> column);
    }

    private final List<PopulationRule> rules;
    private final Set<String> facts;
    private final PopulationHits hits;

    PopulationTable(List<PopulationRule> rules, Set<String> facts, PopulationHits hits) {
        this.rules = List.copyOf(rules);
        this.facts = Set.copyOf(facts);
        this.hits = hits;
    }

    /**
     * Reads one decision of a DMN file.
     *
     * @param typeOf the type of a fact by its path ({@code orders.count}); empty for one that does not exist
     * @throws TableRefused when something in it cannot be asked of everybody, or is wrong
     */
    public static PopulationTable read(byte[] dmn, String decision, Function<String, Optional<FactType>> typeOf) {
        return read(dmn, decision, typeOf, List.of());
    }

    /**
     * The same.
     *
     * @param names paths of facts, of which the nearest is proposed where one does not exist
     */
    public static PopulationTable read(
            byte[] dmn, String decision, Function<String, Optional<FactType>> typeOf, Collection<String> names) {
        return new PopulationReader(PopulationSource.of(dmn, decision), new Vocabulary(typeOf, names)).read(decision);
    }

    /** What is wrong with a decision of a DMN file; empty where {@link #read} takes it. Parameters as there. */
    public static List<Problem> problems(
            byte[] dmn, String decision, Function<String, Optional<FactType>> typeOf, Collection<String> names) {
        try {
            read(dmn, decision, typeOf, names);
            return List.of();
        } catch (TableRefused e) {
            return e.problems();
        }
    }

    /** In the table's order. */
    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    /** The path of every fact that the table reads. */
    public Set<String> facts() {
        return facts;
    }

    /** Whether each rule that hits answers for itself (COLLECT without an aggregation). */
    public boolean collects() {
        return hits == PopulationHits.EVERY;
    }

    /** Whether the answers of the rules that hit, each one number, are added up (COLLECT with SUM). */
    public boolean sums() {
        return hits == PopulationHits.SUM;
    }

    /**
     * The rules that count for these facts, in the table's order: all that hit where the table collects or sums, else
     * the first, also of a table that wants its rules to be unique and they are not.
     *
     * @throws IllegalArgumentException when a fact is not of its type
     */
    public List<Rule> hits(Map<String, Object> facts) {
        Stream<PopulationRule> hitting = rules.stream().filter(rule -> rule.hits(facts));
        return hitting.limit(hits == PopulationHits.FIRST ? 1 : rules.size())
                .map(Rule.class::cast)
                .toList();
    }

    /**
     * The whole numbers at which the table can change its answer as this fact grows through whole numbers, which it
     * does where it counts days or things: 90 for {@code >= 90}, 91 for {@code > 90}, 5 and 6 for {@code 5}. Of a date
     * they are days since 1970-01-01. Empty for facts of other types, and where it is compared with nothing.
     */
    public Set<BigDecimal> thresholds(String fact) {
        return comparisons(fact).flatMap(Compared::thresholds).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The numbers this fact is compared with, for facts that pass through numbers that are not whole: the table can
     * change its answer at such a number or right after it. Of a date, days since 1970-01-01.
     */
    public Set<BigDecimal> constants(String fact) {
        return comparisons(fact)
                .flatMap(Compared::constants)
                .map(BigDecimal::stripTrailingZeros)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this fact is compared with another one: then nobody knows in advance where the table changes its answer. */
    public boolean comparesWithFacts(String fact) {
        return rules.stream()
                .flatMap(PopulationRule::comparisons)
                .filter(compared -> compared.other() instanceof Operand.Fact)
                .flatMap(Compared::facts)
                .anyMatch(compared -> compared.path().equals(fact));
    }

    private Stream<Compared> comparisons(String fact) {
        return rules.stream()
                .flatMap(PopulationRule::comparisons)
                .filter(compared -> compared.value().path().equals(fact));
    }
}
