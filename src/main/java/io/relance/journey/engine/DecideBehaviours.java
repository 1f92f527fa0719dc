package io.relance.journey.engine;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import io.relance.journey.word.Words;
import io.relance.rules.DecisionTables;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.camunda.bpm.engine.impl.bpmn.behavior.TaskActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
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
    /** Which version is the latest is a question to the database: asked once per command, not once per run in it. */
    private final Map<CommandContext, Map<String, DecisionDefinition>> latest =
            Collections.synchronizedMap(new WeakHashMap<>());

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
        DecisionDefinition latest = latest(decision);
        Map<String, Object> facts = new HashMap<>();
        for (String name : tables.reads(latest.getId(), decision, id -> source(latest))) {
            if (WORDS.contains(name)) {
                facts.put(name, words.plain(name));
            }
        }
        return tables.decide(latest.getId(), decision, id -> source(latest), facts);
    }

    private DecisionDefinition latest(String decision) {
        return latest.computeIfAbsent(Context.getCommandContext(), command -> new HashMap<>())
                .computeIfAbsent(decision, key -> Context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedLatestDecisionDefinitionByKey(key));
    }

    private static byte[] source(DecisionDefinition decision) {
        return Context.getCommandContext()
                .getResourceManager()
                .findResourceByDeploymentIdAndResourceName(decision.getDeploymentId(), decision.getResourceName())
                .getBytes();
    }
}
