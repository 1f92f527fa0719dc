package io.relance.rules.population;

import io.relance.rules.feel.Expression;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what can be compared: constants and facts. */
public final class OperandReader extends Refusing<Operand> {

    private static final String ACCEPTED = "constants and facts such as orders.count";

    private final Vocabulary vocabulary;

    /** Reads facts of this vocabulary. */
    public OperandReader(Vocabulary vocabulary) {
        super(ACCEPTED);
        this.vocabulary = vocabulary;
    }

    @Override
    public Operand constant(Expression.Constant constant) {
        return Literals.of(constant.value());
    }

    @Override
    public Operand negative(Expression.Negative negative) {
        if (negative.number() instanceof Expression.Constant constant
                && constant.value() instanceof BigDecimal number) {
            return Literals.of(number.negate());
        }
        return super.negative(negative);
    }

    @Override
    public Operand fact(Expression.Fact fact) {
        return vocabulary.fact(
                Stream.concat(Stream.of(fact.name()), fact.path().stream()).collect(Collectors.joining(".")));
    }
}
