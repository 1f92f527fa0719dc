package io.relance.journey.step;

import io.relance.journey.engine.ClosedExpressions;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.springframework.stereotype.Component;

/** Reads a property's value: an expression over the words and the results of decisions, or plain text. */
@Component
class Values {

    private final ClosedExpressions expressions;

    Values(ClosedExpressions expressions) {
        this.expressions = expressions;
    }

    Object read(String value, ActivityExecution execution) {
        return value != null && value.contains("${") ? expressions.value(value, execution) : value;
    }
}
