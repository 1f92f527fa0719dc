package io.relance.journey.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.Condition;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** A gateway's condition: what is missing or cannot be compared is false, never an error. */
class SafeCondition implements Condition {

    private final ClosedExpressions expressions;
    private final ValueExpression condition;

    SafeCondition(ClosedExpressions expressions, ValueExpression condition) {
        this.expressions = expressions;
        this.condition = condition;
    }

    @Override
    public boolean evaluate(DelegateExecution execution) {
        return evaluate(execution, execution);
    }

    @Override
    public boolean evaluate(VariableScope scope, DelegateExecution execution) {
        return expressions.holds(condition, execution);
    }

    @Override
    public boolean tryEvaluate(VariableScope scope, DelegateExecution execution) {
        return evaluate(scope, execution);
    }
}
