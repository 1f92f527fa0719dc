package io.relance.journey.engine;

import io.relance.journey.word.Words;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** The engine's expressions, closed to everything but the vocabulary. */
public class ClosedExpressions extends JuelExpressionManager {

    private final Map<String, Object> steps;

    ClosedExpressions(Map<String, Object> steps) {
        this.steps = steps;
    }

    @Override
    protected ELResolver createElResolver() {
        return new WordResolver(steps);
    }

    /** Whether a condition holds in a scope; what cannot be compared (text with a number) does not hold. */
    boolean holds(ValueExpression condition, VariableScope scope) {
        try {
            return Boolean.TRUE.equals(condition.getValue(getElContext(scope)));
        } catch (ELException | ArithmeticException | ClassCastException e) {
            return false;
        }
    }

    /** Whether a condition holds for words that belong to no execution yet. */
    public boolean holds(String condition, Words words) {
        ValueExpression expression = createValueExpression(condition);
        return BoundWords.with(words, () -> holds(expression, StartProcessVariableScope.getSharedInstance()));
    }

    /** The value of an expression in a run; null when it cannot be had. */
    public Object value(String text, VariableScope run) {
        try {
            return createValueExpression(text).getValue(getElContext(run));
        } catch (ELException | ArithmeticException | ClassCastException e) {
            return null;
        }
    }
}
