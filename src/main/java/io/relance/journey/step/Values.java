package io.relance.journey.step;

import io.relance.journey.engine.ClosedExpressions;
import io.relance.journey.word.Words;
import org.springframework.stereotype.Component;

/** Reads a property's value: an expression over the words, or plain text. */
@Component
class Values {

    private final ClosedExpressions expressions;

    Values(ClosedExpressions expressions) {
        this.expressions = expressions;
    }

    Object read(String value, Words words) {
        return value != null && value.contains("${") ? expressions.value(value, words) : value;
    }
}
