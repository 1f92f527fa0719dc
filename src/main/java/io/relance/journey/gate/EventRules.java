package io.relance.journey.gate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Every message event names the activity it waits for, and says in a condition when. */
final class EventRules {

    /** Recorded, and moving nothing: see tracking. */
    private static final Set<String> OPENINGS = Set.of("email opened", "email prefetched");

    private EventRules() {}

    static void check(Element root, Findings findings) {
        Map<String, String> messages = new HashMap<>();
        root.elements("message").forEach(message -> messages.put(message.attribute("id"), message.attribute("name")));
        Xml.all(root)
                .filter(element -> element.element("messageEventDefinition") != null)
                .forEach(event -> checkMessage(event, messages, findings));
        Xml.all(root).filter(EventRules::isEvent).forEach(event -> checkCondition(event, findings));
    }

    private static void checkMessage(Element event, Map<String, String> messages, Findings findings) {
        String reference = event.element("messageEventDefinition").attribute("messageRef");
        String name = reference == null ? null : messages.get(reference.substring(reference.indexOf(':') + 1));
        if (name == null || name.isBlank()) {
            findings.add(event, "the event has no message name; name the activity it waits for, Order Completed say");
        } else if (name.contains("${")) {
            findings.add(event, "the message name must be plain text, not an expression");
        } else if (OPENINGS.contains(name.strip().toLowerCase(Locale.ROOT))) {
            findings.add(
                    event, "no journey is moved by an opening, which may be a machine's; wait for Email Link Clicked");
        }
    }

    private static boolean isEvent(Element element) {
        return Set.of("startEvent", "intermediateCatchEvent", "boundaryEvent").contains(element.getTagName());
    }

    private static void checkCondition(Element event, Findings findings) {
        String onlyIf = Xml.properties(event).getOrDefault("onlyIf", "").strip();
        if (!onlyIf.isEmpty() && !(onlyIf.startsWith("${") && onlyIf.endsWith("}"))) {
            findings.add(event, "onlyIf is a condition such as ${contact.mayReceive('email')}, not '" + onlyIf + "'");
        }
    }
}
