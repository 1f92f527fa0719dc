package io.relance.journey.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;

/** A form is a Camunda Form of known components; nothing in it is a script or a frame. */
final class FormRules {

    private static final Set<String> COMPONENTS = Set.of(
            "text",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "taglist",
            "datetime",
            "separator",
            "spacer",
            "group",
            "image",
            "table",
            "default");

    private FormRules() {}

    /** What is wrong with a form, and with which of its components; empty when nothing is. */
    static Optional<Refused> check(String name, String source) {
        JsonNode form;
        try {
            form = new ObjectMapper().readTree(source);
        } catch (JsonProcessingException e) {
            return Optional.of(new Refused(name, "the form is not JSON: " + e.getOriginalMessage()));
        }
        if (!form.path("id").isTextual() || !form.path("components").isArray()) {
            return Optional.of(new Refused(name, "the form has no id or no components"));
        }
        return components(name, form);
    }

    private static Optional<Refused> components(String name, JsonNode parent) {
        for (JsonNode component : parent.path("components")) {
            String type = component.path("type").asText();
            if (!COMPONENTS.contains(type)) {
                String id = component.path("id").asText(name);
                return Optional.of(
                        new Refused(id, "the form uses '" + type + "'; accepted: " + String.join(", ", COMPONENTS)));
            }
            Optional<Refused> nested = components(name, component);
            if (nested.isPresent()) {
                return nested;
            }
        }
        return Optional.empty();
    }
}
