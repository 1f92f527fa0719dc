package io.relance.journey.engine;

import io.relance.journey.engine.Diagram.Catch;
import io.relance.journey.engine.Diagram.Standing;
import io.relance.journey.engine.Diagram.Start;
import io.relance.journey.run.Keyed;
import io.relance.journey.run.Reentry;
import io.relance.pressure.JourneyClass;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The diagrams of all versions that are in use, read once each. */
@Component
public class Diagrams {

    private static final Pattern PATH = Pattern.compile("\\b([a-z][A-Za-z]*\\.[A-Za-z_]+)\\b(?!\\s*\\()");

    private final ProcessEngineConfigurationImpl engine;
    private final Map<String, Diagram> diagrams = new ConcurrentHashMap<>();

    Diagrams(@Lazy ProcessEngine engine, @Lazy ProcessEngineConfigurationImpl configuration) {
        this.engine = configuration;
    }

    /** The diagram of a definition. */
    public Diagram of(String definition) {
        Diagram known = diagrams.get(definition);
        if (known == null) {
            known = read(definition);
            diagrams.put(definition, known);
        }
        return known;
    }

    private Diagram read(String id) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            var cache = engine.getDeploymentCache();
            ProcessDefinitionEntity definition = cache.findDeployedProcessDefinitionById(id);
            BpmnModelInstance model = cache.findBpmnModelInstanceForProcessDefinition(definition);
            return read(definition, model);
        });
    }

    private static Diagram read(ProcessDefinitionEntity definition, BpmnModelInstance model) {
        Map<String, Map<String, String>> properties = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Set<String> reads = new TreeSet<>();
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            properties.put(element.getId(), properties(element));
            names.put(
                    element.getId(),
                    element.getName() == null
                            ? element.getId()
                            : element.getName().replaceAll("\\s+", " "));
            collectReads(element, properties.get(element.getId()).values(), reads);
        }
        Map<String, Catch> catches = catches(model, properties);
        Start start = start(definition.getKey(), model, catches, properties);
        return new Diagram(
                definition.getId(),
                definition.getKey(),
                definition.getVersion(),
                definition.getName() == null ? definition.getKey() : definition.getName(),
                start,
                catches,
                properties,
                names,
                reads);
    }

    private static Map<String, Catch> catches(BpmnModelInstance model, Map<String, Map<String, String>> properties) {
        Map<String, Catch> catches = new HashMap<>();
        for (CatchEvent event : model.getModelElementsByType(CatchEvent.class)) {
            String message = message(event);
            if (message != null) {
                Map<String, String> given = properties.get(event.getId());
                catches.put(
                        event.getId(),
                        new Catch(message, "any".equals(given.get("match")), blankToNull(given.get("onlyIf"))));
            }
        }
        return catches;
    }

    private static Start start(
            String journey,
            BpmnModelInstance model,
            Map<String, Catch> catches,
            Map<String, Map<String, String>> properties) {
        for (StartEvent event : model.getModelElementsByType(StartEvent.class)) {
            boolean ofTheJourney = event.getParentElement() instanceof Process process
                    && process.getId().equals(journey);
            if (ofTheJourney && catches.containsKey(event.getId())) {
                Map<String, String> given = properties.get(event.getId());
                return new Start(
                        event.getId(),
                        catches.remove(event.getId()).activity(),
                        blankToNull(given.get("onlyIf")),
                        Keyed.of(given.get("keyedBy")),
                        Reentry.of(given.get("reentry")),
                        standing(given));
            }
        }
        return null;
    }

    private static Standing standing(Map<String, String> given) {
        String intent = blankToNull(given.get("intent"));
        return new Standing(
                JourneyClass.of(blankToNull(given.get("journeyClass"))),
                intent == null ? "medium" : intent,
                blankToNull(given.get("topic")));
    }

    private static Map<String, String> properties(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        for (CamundaProperties group : element.getExtensionElements().getChildElementsByType(CamundaProperties.class)) {
            for (CamundaProperty property : group.getCamundaProperties()) {
                values.put(property.getCamundaName(), property.getCamundaValue());
            }
        }
        return values;
    }

    private static void collectReads(FlowElement element, Collection<String> given, Set<String> reads) {
        String text = String.join(" ", given) + " " + element.getRawTextContent();
        PATH.matcher(text).results().forEach(match -> reads.add(match.group(1)));
    }

    private static String message(CatchEvent event) {
        return event.getEventDefinitions().stream()
                .filter(MessageEventDefinition.class::isInstance)
                .map(definition -> ((MessageEventDefinition) definition).getMessage())
                .filter(message -> message != null)
                .map(message -> message.getName())
                .findFirst()
                .orElse(null);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
