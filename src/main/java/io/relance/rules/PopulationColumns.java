package io.relance.rules;

import io.relance.rules.feel.Expression;
import io.relance.rules.population.Operand;
import io.relance.rules.population.OperandReader;
import io.relance.rules.population.Refused;
import java.util.Map;
import java.util.Set;

/** What a column reads where everybody is decided for: a fact whose type is the column's. */
final class PopulationColumns {

    /** What the engine calls the type of a column that names none. */
    static final String NO_TYPE = "untyped";

    /**
     * The types a column may name. A column of whole numbers is compared as exactly as any other: its type tells people
     * what to expect, and the engine what to refuse. What the engine calls a date is a moment.
     */
    private static final Map<FactType, Set<String>> TYPES = Map.of(
            FactType.NUMBER, Set.of("double", "long", "integer"),
            FactType.TEXT, Set.of("string"),
            FactType.BOOLEAN, Set.of("boolean"),
            FactType.DATE, Set.of());

    private PopulationColumns() {}

    /**
     * The fact a column reads.
     *
     * @param type what the column names as its type
     * @throws Refused when it reads something else than one fact, or one of another type
     */
    static Operand.Fact of(Expression expression, String type, OperandReader operands) {
        if (!(expression instanceof Expression.Fact) || !(expression.accept(operands) instanceof Operand.Fact fact)) {
            throw new Refused("reads something else than one fact; accepted: the path of a fact, orders.count say");
        }
        Set<String> types = TYPES.get(fact.type());
        if (!type.equals(NO_TYPE) && !types.contains(type)) {
            throw new Refused("has the type " + type + ", but " + fact.path() + " is "
                    + fact.type().words() + "; accepted: no type"
                    + (types.isEmpty()
                            ? ""
                            : " or " + String.join(", ", types.stream().sorted().toList())));
        }
        return fact;
    }
}
