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

    /** What is wrong with a form; empty when nothing is. */
    static Optional<String> check(String source) {
        JsonNode form;
        try {
            form = new ObjectMapper().readTree(source);
        } catch (JsonProcessingException e) {
            return Optional.of("the form is not JSON: " + e.getOriginalMessage());
        }
        if (!form.path("id").isTextual() || !form.path("components").isArray()) {
            return Optional.of("the form has no id or no components");
        }
        return components(form);
    }

    private static Optional<String> components(JsonNode parent) {
        for (JsonNode component : parent.path("components")) {
            String type = component.path("type").asText();
            if (!COMPONENTS.contains(type)) {
                return Optional.of("the form uses '" + type + "'; accepted: " + String.join(", ", COMPONENTS));
            }
            Optional<String> nested = components(component);
            if (nested.isPresent()) {
                return nested;
            }
        }
        return Optional.empty();
    }
}
