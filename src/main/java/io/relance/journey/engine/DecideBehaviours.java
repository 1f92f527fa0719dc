package io.relance.journey.engine;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import io.relance.journey.word.Vocabulary;
import io.relance.journey.word.Words;
import io.relance.rules.DecisionTables;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.bpmn.behavior.TaskActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/**
 * Business rule tasks decide over the vocabulary's words. The engine's own would only see process variables and read
 * everything else as null.
 */
@Component
class DecideBehaviours {

    private static final Set<String> WORDS =
            Set.of("contact", "cart", "order", "product", "trigger", "lastMessage", "form", "shop", "coupon");

    private final DecisionTables tables;
    private final Map<String, String> sources = new ConcurrentHashMap<>();

    DecideBehaviours(DecisionTables tables) {
        this.tables = tables;
    }

    /** The behaviour of one business rule task: {@code camunda:decisionRef}, {@code camunda:resultVariable}. */
    ActivityBehavior of(Element task) {
        String decision = task.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "decisionRef");
        String result = task.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "resultVariable");
        return new TaskActivityBehavior() {
            @Override
            public void performExecution(ActivityExecution execution) {
                Object decided = decide(decision, RunSession.current().words(execution));
                // On the run itself: gateways after this task read it.
                execution.getProcessInstance().setVariable(result, decided);
                leave(execution);
            }
        };
    }

    private Object decide(String decision, Words words) {
        DecisionDefinition latest = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedLatestDecisionDefinitionByKey(decision);
        String source = source(latest);
        Map<String, Object> facts = new LinkedHashMap<>();
        WORDS.stream()
                .filter(word -> Vocabulary.knows(word) && source.contains(word))
                .forEach(word -> facts.put(word, words.plain(word)));
        return tables.decide(latest.getId(), decision, id -> source.getBytes(StandardCharsets.UTF_8), facts);
    }

    private String source(DecisionDefinition decision) {
        return sources.computeIfAbsent(
                decision.getId(),
                id -> new String(
                        Context.getCommandContext()
                                .getResourceManager()
                                .findResourceByDeploymentIdAndResourceName(
                                        decision.getDeploymentId(), decision.getResourceName())
                                .getBytes(),
                        StandardCharsets.UTF_8));
    }
}
