package io.relance.journey.gate;

import io.relance.journey.engine.Reentry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** A journey starts on one named activity, every message event names one, and it says how long its past is kept. */
final class EventRules {

    private static final Set<String> START = Set.of("onlyIf", "keyedBy", "reentry");
    private static final Set<String> CATCH = Set.of("onlyIf", "match");

    private EventRules() {}

    static void check(Element root, Findings findings) {
        Map<String, String> messages = new HashMap<>();
        root.elements("message").forEach(message -> messages.put(message.attribute("id"), message.attribute("name")));
        root.elements("process").forEach(process -> checkProcess(process, findings));
        Xml.all(root)
                .filter(element -> element.element("messageEventDefinition") != null)
                .forEach(event -> checkMessage(event, messages, findings));
        Xml.all(root)
                .filter(element ->
                        Set.of("intermediateCatchEvent", "boundaryEvent").contains(element.getTagName()))
                .forEach(event -> checkProperties(event, CATCH, findings));
    }

    private static void checkProcess(Element process, Findings findings) {
        String timeToLive = Xml.camunda(process, "historyTimeToLive");
        if (timeToLive == null || timeToLive.isBlank()) {
            findings.add(process, "the process has no time to live; set camunda:historyTimeToLive, P180D say");
        }
        List<Element> starts = process.elements("startEvent");
        if (starts.size() != 1 || starts.get(0).element("messageEventDefinition") == null) {
            findings.add(
                    process,
                    "a journey has exactly one start event, a message start event whose message is the activity"
                            + " that starts it");
            return;
        }
        checkProperties(starts.get(0), START, findings);
        try {
            Reentry.of(Xml.properties(starts.get(0)).get("reentry"));
        } catch (IllegalArgumentException e) {
            findings.add(starts.get(0), e.getMessage());
        }
    }

    private static void checkMessage(Element event, Map<String, String> messages, Findings findings) {
        String reference = event.element("messageEventDefinition").attribute("messageRef");
        String name = reference == null ? null : messages.get(reference.substring(reference.indexOf(':') + 1));
        if (name == null || name.isBlank()) {
            findings.add(event, "the event has no message name; name the activity it waits for, Order Completed say");
        } else if (name.contains("${")) {
            findings.add(event, "the message name must be plain text, not an expression");
        }
    }

    private static void checkProperties(Element event, Set<String> accepted, Findings findings) {
        Map<String, String> given = Xml.properties(event);
        given.keySet().stream()
                .filter(name -> !accepted.contains(name))
                .forEach(name -> findings.add(
                        event,
                        "an event here has no property '" + name + "'; accepted: " + String.join(", ", accepted)));
        String onlyIf = given.getOrDefault("onlyIf", "").strip();
        if (!onlyIf.isEmpty() && !(onlyIf.startsWith("${") && onlyIf.endsWith("}"))) {
            findings.add(event, "onlyIf is a condition such as ${contact.mayReceive('email')}, not '" + onlyIf + "'");
        }
    }
}
