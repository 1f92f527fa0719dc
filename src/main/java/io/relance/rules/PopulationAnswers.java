package io.relance.rules;

import io.relance.rules.feel.Expression;
import io.relance.rules.population.Operand;
import io.relance.rules.population.OperandReader;
import io.relance.rules.population.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a rule answers where everybody is decided for: a constant of the type its output names. */
final class PopulationAnswers {

    private static final int BITS_OF_AN_INTEGER = 31;
    private static final int BITS_OF_A_LONG = 63;

    private PopulationAnswers() {}

    /**
     * The constant in an output's cell.
     *
     * @param type what the output names as its type
     * @throws Refused when it is none, or of another type
     */
    static Object of(Expression expression, String type, OperandReader operands) {
        if (expression instanceof Expression.Fact) {
            throw new Refused("answers a fact (a text is written in quotes); accepted: constants");
        }
        Operand operand = expression.accept(operands);
        if (!(operand instanceof Operand.Constant constant) || constant.value() == null) {
            throw new Refused("answers null; accepted: constants");
        }
        if (!fits(type, constant)) {
            throw new Refused("answers " + constant.words() + ", where the output's type is " + type + "; accepted: "
                    + "whole numbers for integer and long, numbers for double, texts in quotes for string, true and "
                    + "false for boolean, and any constant where the output has no type");
        }
        return constant.value();
    }

    private static boolean fits(String type, Operand.Constant constant) {
        return switch (type) {
            case PopulationColumns.NO_TYPE -> true;
            case "string" -> constant.type() == FactType.TEXT;
            case "boolean" -> constant.type() == FactType.BOOLEAN;
            case "double" -> constant.type() == FactType.NUMBER;
            case "integer" -> constant.value() instanceof BigDecimal number && isWhole(number, BITS_OF_AN_INTEGER);
            case "long" -> constant.value() instanceof BigDecimal number && isWhole(number, BITS_OF_A_LONG);
            default -> false;
        };
    }

    private static boolean isWhole(BigDecimal number, int bits) {
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        return whole.compareTo(number) == 0 && whole.unscaledValue().bitLength() <= bits;
    }
}
