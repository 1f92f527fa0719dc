package io.relance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** A small diagram for a test, drawn from left to right. */
final class Sketch {

    private final String id;
    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder elements = new StringBuilder();
    private final StringBuilder flows = new StringBuilder();
    private String last;
    private int count;

    private Sketch(String id) {
        this.id = id;
    }

    /** A journey that starts on the activity; properties such as {@code reentry} are those of the start event. */
    static Sketch journey(String id, String activity, Map<String, String> properties) {
        Sketch sketch = new Sketch(id);
        sketch.element(
                "startEvent",
                "start",
                "",
                properties(properties) + "<bpmn:messageEventDefinition messageRef=\"" + sketch.message(activity)
                        + "\"/>");
        return sketch;
    }

    /** A service task of the vocabulary: {@code sendEmail}. */
    Sketch step(String name, String word, Map<String, String> properties) {
        element("serviceTask", name, " camunda:delegateExpression=\"${" + word + "}\"", properties(properties));
        return this;
    }

    /** Waits for an ISO duration. */
    Sketch waits(String name, String duration) {
        element("intermediateCatchEvent", name, "", timer("timeDuration", duration));
        return this;
    }

    /** Waits until the moment that an expression says. */
    Sketch waitsUntil(String name, String expression) {
        element("intermediateCatchEvent", name, "", timer("timeDate", expression));
        return this;
    }

    /** Waits for an activity. */
    Sketch waitsFor(String name, String activity) {
        element(
                "intermediateCatchEvent",
                name,
                "",
                "<bpmn:messageEventDefinition messageRef=\"" + message(activity) + "\"/>");
        return this;
    }

    /** Ends, as {@code activity} when that comes first; else, after the duration, goes on. */
    Sketch unless(String activity, String duration) {
        element("eventBasedGateway", "which", "", "");
        String fork = last;
        waitsFor("came", activity);
        element("endEvent", "left", " name=\"" + activity + "\"", "");
        last = fork;
        return waits("late", duration);
    }

    /** Its end, by name. */
    Sketch ends(String name) {
        element("endEvent", "end", " name=\"" + name + "\"", "");
        return this;
    }

    /** As the analyst deploys it. */
    Map<String, byte[]> files() {
        return Map.of(id + ".bpmn", xml().getBytes(UTF_8));
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><bpmn:definitions"
                + " xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"http://relance.test\">"
                + messages + "<bpmn:process id=\"" + id + "\" name=\"" + id
                + "\" isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\">" + elements + flows
                + "</bpmn:process></bpmn:definitions>";
    }

    private void element(String kind, String name, String attributes, String content) {
        elements.append("<bpmn:%s id=\"%s\"%s>%s</bpmn:%s>".formatted(kind, name, attributes, content, kind));
        if (last != null) {
            flows.append("<bpmn:sequenceFlow id=\"flow_%d\" sourceRef=\"%s\" targetRef=\"%s\"/>"
                    .formatted(++count, last, name));
        }
        last = name;
    }

    private String message(String activity) {
        String message = "message_" + ++count;
        messages.append("<bpmn:message id=\"%s\" name=\"%s\"/>".formatted(message, activity));
        return message;
    }

    private static String timer(String kind, String value) {
        return "<bpmn:timerEventDefinition><bpmn:%s xsi:type=\"bpmn:tFormalExpression\">%s</bpmn:%s></bpmn:timerEventDefinition>"
                .formatted(kind, value, kind);
    }

    private static String properties(Map<String, String> properties) {
        StringBuilder xml = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((name, value) -> xml.append(
                        "<camunda:property name=\"%s\" value=\"%s\"/>".formatted(name, value.replace("&", "&amp;"))));
        return xml.isEmpty()
                ? ""
                : "<bpmn:extensionElements><camunda:properties>" + xml
                        + "</camunda:properties></bpmn:extensionElements>";
    }
}
