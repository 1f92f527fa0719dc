package io.relance.rules;

import io.relance.rules.feel.NotComputed;
import io.relance.rules.feel.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnTypeDefinition;

/** Answers as the engine gives them: of the type the table names. */
final class Answers {

    private Answers() {}

    /**
     * A computed value as the table's type wants it.
     *
     * @throws NotComputed when it cannot be of that type; the engine says why
     */
    static Object typed(DmnTypeDefinition type, Object value) {
        try {
            return type.transform(Values.plain(value)).getValue();
        } catch (DmnEngineException e) {
            throw new NotComputed(e.getMessage());
        }
    }

    /** The answers of one name, of those rows that have it. */
    static List<Object> column(List<Map<String, Object>> rows, String name) {
        List<Object> answers = new ArrayList<>();
        rows.stream().filter(row -> row.containsKey(name)).forEach(row -> answers.add(row.get(name)));
        return Collections.unmodifiableList(answers);
    }
}
