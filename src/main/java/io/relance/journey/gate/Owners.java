package io.relance.journey.gate;

import java.util.IdentityHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Which element of a drawing a piece of its XML belongs to: the nearest one with an id, which Modeler can point at. */
final class Owners {

    private final Map<Element, Element> owners = new IdentityHashMap<>();

    Owners(Element root) {
        own(root, root);
    }

    private void own(Element element, Element above) {
        Element owner = element.attribute("id") == null ? above : element;
        owners.put(element, owner);
        element.elements().forEach(child -> own(child, owner));
    }

    Element of(Element element) {
        return owners.getOrDefault(element, element);
    }
}
