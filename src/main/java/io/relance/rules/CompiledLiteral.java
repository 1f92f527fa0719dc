package io.relance.rules;

import io.relance.rules.feel.Computation;
import io.relance.rules.feel.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnTypeDefinition;

/** A decision that is one expression. */
record CompiledLiteral(String name, DmnTypeDefinition type, Computation expression) implements CompiledDecision.Step {

    @Override
    public List<Map<String, Object>> decide(Map<String, Object> facts) {
        Object value = Answers.typed(type, expression.in(Scope.of(facts)));
        return List.of(Collections.singletonMap(name, value));
    }

    @Override
    public boolean isListed() {
        return false;
    }
}
