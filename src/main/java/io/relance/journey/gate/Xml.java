package io.relance.journey.gate;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Reads a diagram's XML elements. */
final class Xml {

    private Xml() {}

    /** The element and everything below it. */
    static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), element.elements().stream().flatMap(Xml::all));
    }

    /** An attribute of Camunda's extension; null when absent. */
    static String camunda(Element element, String attribute) {
        return element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, attribute);
    }

    /** The names of the attributes of Camunda's extension that an element has, under its old name too. */
    static List<String> camundaAttributes(Element element) {
        return element.attributes().stream()
                .filter(name -> name.startsWith(CAMUNDA_BPMN_EXTENSIONS_NS.getNamespaceUri() + ":")
                        || name.startsWith(CAMUNDA_BPMN_EXTENSIONS_NS.getAlternativeUri() + ":"))
                .map(name -> name.substring(name.lastIndexOf(':') + 1))
                .toList();
    }

    /** The {@code camunda:property} values of an element. */
    static Map<String, String> properties(Element element) {
        Map<String, String> properties = new LinkedHashMap<>();
        Element extensions = element.element("extensionElements");
        if (extensions != null) {
            all(extensions)
                    .filter(child -> child.getTagName().equals("property"))
                    .forEach(child -> properties.put(child.attribute("name"), child.attribute("value", "")));
        }
        return properties;
    }
}
