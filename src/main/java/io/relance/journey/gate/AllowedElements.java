package io.relance.journey.gate;

import java.util.Map;
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

    /** What may stand on any element; what only some take is told by their kind. */
    private static final Set<String> EVERYWHERE = Set.of(
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "jobPriority",
            "modelerTemplate",
            "modelerTemplateVersion",
            "modelerTemplateIcon",
            "historyTimeToLive",
            "isStartableInTasklist",
            "versionTag");

    private static final Map<String, Set<String>> BY_KIND = Map.of(
            "serviceTask",
            Set.of("delegateExpression"),
            "businessRuleTask",
            Set.of("decisionRef", "decisionRefBinding", "mapDecisionResult", "resultVariable"),
            "userTask",
            Set.of(
                    "formRef",
                    "formRefBinding",
                    "formKey",
                    "candidateGroups",
                    "candidateUsers",
                    "assignee",
                    "dueDate",
                    "followUpDate",
                    "priority"));

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
        Xml.camundaAttributes(element).stream()
                .filter(name -> !EVERYWHERE.contains(name))
                .filter(name ->
                        !BY_KIND.getOrDefault(element.getTagName(), Set.of()).contains(name))
                .forEach(name -> findings.add(
                        element,
                        "camunda:" + name + " is not in the vocabulary of a " + element.getTagName()
                                + "; work is done by a service task with camunda:delegateExpression and a step such"
                                + " as ${sendEmail}"));
        element.elements().forEach(child -> checkTree(child, findings));
    }

    private static String advice(Element element) {
        return switch (element.getTagName()) {
            case "scriptTask", "script" -> "; scripts are refused: use a step, a decision or a condition";
            case "executionListener", "taskListener" -> "; listeners are refused: draw the step instead";
            case "connector" -> "; connectors are refused: use ${callWebhook}";
            case "receiveTask" -> "; to wait for an activity use a message catch event";
            case "sendTask" -> "; use a service task with ${sendEmail} or ${sendSms}";
            case "timeCycle" -> "; a wait is a duration or a date";
            default -> "";
        };
    }
}
