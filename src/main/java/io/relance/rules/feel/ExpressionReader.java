package io.relance.rules.feel;

import camundajar.impl.scala.util.Either;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.FeelEngine.Failure;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** Reads FEEL as the engine reads it, with its own parser: there is one grammar, and nothing is read differently. */
public class ExpressionReader {

    private final FeelEngine feel = new FeelEngine.Builder().build();

    /**
     * Reads an expression that stands in no column: an input, an output, a literal decision.
     *
     * @throws NotComputed when it is none ({@link NotFeel}), or has parts that only the engine computes
     */
    public Expression expression(String text) {
        return tree(feel.parseExpression(text), SyntaxTree.outsideOfColumns());
    }

    /**
     * Reads a cell of a column.
     *
     * @param input the name under which the cell may ask for the column's value, beside {@code ?}
     * @throws NotComputed when it is no test ({@link NotFeel}), or has parts that only the engine computes
     */
    public Expression test(String text, String input) {
        return tree(feel.parseUnaryTests(text), SyntaxTree.inColumn(input));
    }

    private static Expression tree(Either<Failure, ParsedExpression> parsed, SyntaxTree tree) {
        if (parsed.isLeft()) {
            throw new NotFeel(parsed.left().get().message());
        }
        return tree.read(parsed.right().get().expression());
    }
}
