package io.relance.rules;

import static io.relance.rules.DmnElements.elements;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A decision table as the engine reads it, beside its elements, which have what the engine leaves out.
 *
 * @param decision the element of the decision
 */
record PopulationSource(DmnDecisionTableImpl table, Element decision) {

    private static final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    /** @throws TableRefused when there is no such table that stands alone */
    static PopulationSource of(byte[] dmn, String key) {
        Element definitions = definitions(dmn, key);
        List<DmnDecision> decisions = decisions(dmn, key);
        DmnDecision decision = decisions.stream()
                .filter(one -> one.getKey().equals(key))
                .findFirst()
                .orElseThrow(() -> refused(
                        key,
                        "definitions",
                        "has no decision '" + key + "'; it has "
                                + decisions.stream()
                                        .map(DmnDecision::getKey)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
        if (!decision.getRequiredDecisions().isEmpty()) {
            throw refused(key, key, "requires other decisions; accepted: a table that reads facts only");
        }
        if (!(((DmnDecisionImpl) decision).getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
            throw refused(key, key, "is no table; accepted: a decision table");
        }
        return new PopulationSource(
                table,
                elements(definitions, "decision").stream()
                        .filter(element -> element.getAttribute("id").equals(key))
                        .findFirst()
                        .orElseThrow());
    }

    private static Element definitions(byte[] dmn, String key) {
        try {
            return DmnElements.read(dmn);
        } catch (IOException e) {
            throw refused(key, "definitions", e.getMessage());
        }
    }

    private static List<DmnDecision> decisions(byte[] dmn, String key) {
        try {
            return engine.parseDecisions(new ByteArrayInputStream(dmn));
        } catch (RuntimeException e) {
            throw refused(key, "definitions", "the engine cannot read this table: " + e.getMessage());
        }
    }

    private static TableRefused refused(String key, String element, String sentence) {
        return new TableRefused(key, List.of(new Problem(element, sentence)));
    }

    String tableId() {
        String id = elements(decision, "decisionTable").get(0).getAttribute("id");
        return id.isEmpty() ? decision.getAttribute("id") : id;
    }

    /** What the author says about a rule, Modeler's annotation; empty where nothing. */
    String description(int rule) {
        for (Node child = elements(decision, "rule").get(rule).getFirstChild();
                child != null;
                child = child.getNextSibling()) {
            if ("description".equals(child.getLocalName())) {
                return child.getTextContent().trim();
            }
        }
        return "";
    }
}
