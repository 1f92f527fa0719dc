package io.relance.journey.gate;

import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Only the vocabulary's elements and attributes: nothing that carries code, nothing that reaches outside. */
class AllowedElements {

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "properties",
            "property",
            "incoming",
            "outgoing",
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "messageEventDefinition",
            "timerEventDefinition",
            "errorEventDefinition",
            "terminateEventDefinition",
            "timeDate",
            "timeDuration",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "serviceTask",
            "businessRuleTask",
            "userTask",
            "receiveTask",
            "subProcess",
            "sequenceFlow",
            "conditionExpression",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue",
            "message",
            "error",
            "laneSet",
            "lane",
            "flowNodeRef",
            "collaboration",
            "participant",
            "failedJobRetryTimeCycle");

    private static final Set<String> ATTRIBUTES =
            Set.of("class", "expression", "type", "topic", "formHandlerClass", "resource", "variableName");

    private AllowedElements() {}

    static void check(Element root, Findings findings) {
        root.elements().stream()
                .filter(element -> !element.getTagName().equals("BPMNDiagram"))
                .forEach(element -> checkTree(element, findings));
    }

    private static void checkTree(Element element, Findings findings) {
        if (!ELEMENTS.contains(element.getTagName())) {
            findings.add(element, "'" + element.getTagName() + "' is not in the vocabulary" + advice(element));
            return;
        }
        for (String attribute : ATTRIBUTES) {
            if (Xml.camunda(element, attribute) != null) {
                findings.add(
                        element,
                        "camunda:" + attribute + " is not in the vocabulary; a service task uses"
                                + " camunda:delegateExpression with a step such as ${sendEmail}");
            }
        }
        element.elements().forEach(child -> checkTree(child, findings));
    }

    private static String advice(Element element) {
        return switch (element.getTagName()) {
            case "scriptTask", "script" -> "; scripts are refused: use a step, a decision or a condition";
            case "executionListener", "taskListener" -> "; listeners are refused: draw the step instead";
            case "connector" -> "; connectors are refused: use ${callWebhook}";
            case "sendTask" -> "; use a service task with ${sendEmail} or ${sendSms}";
            case "timeCycle" -> "; a wait is a duration or a date";
            default -> "";
        };
    }
}
