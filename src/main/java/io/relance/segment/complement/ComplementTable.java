package io.relance.segment.complement;

import io.relance.rules.FactType;
import io.relance.rules.PopulationTable;
import io.relance.rules.Problem;
import io.relance.rules.TableKeeper;
import io.relance.rules.TableRefused;
import io.relance.segment.Recommendation.Kind;
import io.relance.segment.table.TableFile;
import io.relance.segment.table.UncountedTables;
import io.relance.segment.tally.Slug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The analyst's table: which categories go with a category or a product that was bought, and which are a step up. */
@Component
class ComplementTable implements TableKeeper {

    private static final String DECISION = "complements";
    private static final String CATEGORY = "category";
    private static final String PRODUCT = "product";

    private final UncountedTables tables;
    private volatile Known known = new Known(null, PopulationTable.EMPTY);

    ComplementTable(UncountedTables tables) {
        this.tables = tables;
    }

    private record Known(Long version, PopulationTable table) {}

    /** The table that is on, for as many questions as one answer takes. */
    Asked now() {
        Long on = tables.on(TableFile.COMPLEMENTS).orElse(null);
        Known before = known;
        if (on != null && !on.equals(before.version())) {
            before = new Known(on, read(tables.dmn(on)));
            known = before;
        }
        PopulationTable table = before.table();
        return (category, product) -> wishes(table, category, product);
    }

    /** What the table says. */
    interface Asked {

        /**
         * What goes with something that was bought, in the table's order.
         *
         * @param category as tables write it; null where nobody told it
         * @param product the shop's id of it; null where it has none
         */
        List<Wish> wishes(String category, String product);
    }

    private static List<Wish> wishes(PopulationTable table, String category, String product) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(CATEGORY, category);
        facts.put(PRODUCT, product);
        return table.hits(facts).stream()
                .map(rule -> new Wish(
                        (String) rule.answers().get("complement"),
                        kind(rule).orElseThrow(),
                        rule.id(),
                        rule.description()))
                .toList();
    }

    @Override
    public boolean keeps(String decision) {
        return decision.equals(DECISION);
    }

    @Override
    public List<Problem> check(String decision, byte[] dmn) {
        try {
            PopulationTable table = read(dmn);
            List<Problem> problems = new ArrayList<>();
            if (!table.collects()) {
                problems.add(new Problem(DECISION, "must have the hit policy COLLECT: several rules may hit"));
            }
            table.rules().forEach(rule -> problems.addAll(problems(rule)));
            return problems;
        } catch (TableRefused refused) {
            return refused.problems();
        }
    }

    private static List<Problem> problems(PopulationTable.Rule rule) {
        List<Problem> problems = new ArrayList<>();
        if (!(rule.answers().get("complement") instanceof String category) || !isSlug(category)) {
            problems.add(new Problem(
                    rule.id(),
                    "must answer 'complement' with a category as tables write it: small letters without accents,"
                            + " digits and underscores, \"living_room\" for Living room"));
        }
        if (kind(rule).isEmpty()) {
            problems.add(new Problem(rule.id(), "must answer 'kind' with \"complement\" or \"upgrade\""));
        }
        return problems;
    }

    private static boolean isSlug(String category) {
        return !category.isEmpty() && Slug.of(category).equals(category);
    }

    private static Optional<Kind> kind(PopulationTable.Rule rule) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.TOGETHER)
                .filter(kind -> kind.code().equals(rule.answers().get("kind")))
                .findFirst();
    }

    private static PopulationTable read(byte[] dmn) {
        return PopulationTable.read(
                dmn,
                DECISION,
                path -> path.equals(CATEGORY) || path.equals(PRODUCT) ? Optional.of(FactType.TEXT) : Optional.empty(),
                List.of(CATEGORY, PRODUCT));
    }

    @Override
    public void deployed(String decision, byte[] dmn) {
        tables.deployed(TableFile.COMPLEMENTS, dmn);
    }
}
