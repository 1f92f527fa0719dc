package io.relance.journey.gate;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Nothing is set that nobody reads: a property with a slip of the pen in its name would silently do nothing. */
final class PropertyRules {

    private static final Map<String, Set<String>> ACCEPTED = Map.of(
            "intermediateCatchEvent", Set.of("onlyIf", "match"),
            "boundaryEvent", Set.of("onlyIf", "match"),
            "userTask", Set.of("channel", "topic"));

    private static final Set<String> OF_A_START =
            Set.of("onlyIf", "keyedBy", "reentry", "journeyClass", "intent", "topic");

    private PropertyRules() {}

    static void check(Element root, Findings findings) {
        root.elements("process")
                .forEach(process -> process.elements().forEach(element -> checkBelow(element, OF_A_START, findings)));
    }

    private static void checkBelow(Element element, Set<String> ofAStart, Findings findings) {
        if (element.getTagName().equals("serviceTask")) {
            // Each step has properties of its own.
            return;
        }
        boolean start = element.getTagName().equals("startEvent");
        check(element, start ? ofAStart : ACCEPTED.getOrDefault(element.getTagName(), Set.of()), findings);
        // A start below is that of an event sub-process, which waits as any other event does.
        element.elements().forEach(child -> checkBelow(child, ACCEPTED.get("boundaryEvent"), findings));
    }

    private static void check(Element element, Set<String> accepted, Findings findings) {
        Xml.properties(element).keySet().stream()
                .filter(name -> !accepted.contains(name))
                .forEach(name -> findings.add(
                        element,
                        "a " + element.getTagName() + " here has no property '" + name + "'; accepted: "
                                + (accepted.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ", accepted.stream().sorted().toList()))));
    }
}
