package io.relance.journey.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** A circle of flows must pass a wait, else a run would turn in it for ever within one moment. */
final class LoopRules {

    private static final Set<String> WAITS = Set.of("intermediateCatchEvent", "userTask", "eventBasedGateway");

    private LoopRules() {}

    static void check(Element root, Findings findings) {
        Xml.all(root)
                .filter(element -> Set.of("process", "subProcess").contains(element.getTagName()))
                .forEach(scope -> checkScope(scope, findings));
    }

    private static void checkScope(Element scope, Findings findings) {
        Map<String, Element> nodes = new HashMap<>();
        scope.elements().forEach(element -> nodes.put(element.attribute("id"), element));
        Map<String, List<String>> flows = new HashMap<>();
        for (Element flow : scope.elements("sequenceFlow")) {
            flows.computeIfAbsent(flow.attribute("sourceRef"), source -> new ArrayList<>())
                    .add(flow.attribute("targetRef"));
        }
        // What leaves by an event on its edge leaves all the same.
        for (Element event : scope.elements("boundaryEvent")) {
            flows.computeIfAbsent(event.attribute("attachedToRef"), host -> new ArrayList<>())
                    .add(event.attribute("id"));
        }
        for (String node : flows.keySet()) {
            if (!waits(nodes.get(node)) && reaches(node, node, flows, nodes, new HashSet<>())) {
                findings.add(nodes.get(node), "this element is in a loop without a wait; put a timer or a task in it");
                return;
            }
        }
    }

    private static boolean reaches(
            String from, String goal, Map<String, List<String>> flows, Map<String, Element> nodes, Set<String> seen) {
        for (String target : flows.getOrDefault(from, List.of())) {
            if (target.equals(goal)) {
                return true;
            }
            if (!waits(nodes.get(target)) && seen.add(target) && reaches(target, goal, flows, nodes, seen)) {
                return true;
            }
        }
        return false;
    }

    /** A sub-process waits when everything in it would; taken as no wait unless it holds one. */
    private static boolean waits(Element node) {
        if (node == null) {
            return false;
        }
        boolean waitsOnEdge = node.getTagName().equals("boundaryEvent") && node.element("errorEventDefinition") == null;
        return waitsOnEdge
                || WAITS.contains(node.getTagName())
                || node.getTagName().equals("subProcess")
                        && Xml.all(node).anyMatch(inner -> WAITS.contains(inner.getTagName()));
    }
}
