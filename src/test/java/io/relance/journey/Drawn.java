package io.relance.journey;

import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** Diagrams of tests, drawn in code. */
public final class Drawn {

    private Drawn() {}

    /** A journey that starts on an activity. */
    public static StartEventBuilder journey(String id, String activity) {
        return Bpmn.createExecutableProcess(id)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent("start")
                .message(activity);
    }

    /** Sets extension properties on one element. */
    public static BpmnModelInstance set(BpmnModelInstance diagram, String element, Map<String, String> properties) {
        CamundaProperties given = diagram.newInstance(CamundaProperties.class);
        properties.forEach((name, value) -> {
            CamundaProperty property = diagram.newInstance(CamundaProperty.class);
            property.setCamundaName(name);
            property.setCamundaValue(value);
            given.getCamundaProperties().add(property);
        });
        BaseElement drawn = diagram.getModelElementById(element);
        ExtensionElements extensions = diagram.newInstance(ExtensionElements.class);
        drawn.setExtensionElements(extensions);
        extensions.addChildElement(given);
        return diagram;
    }
}
