package io.relance.journey.step;

import io.relance.contact.Contacts;
import io.relance.journey.engine.Diagrams;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** Sets traits of the contact; an empty value removes the trait. */
class UpdateContactStep extends Step {

    private static final String PREFIX = "trait.";

    private final Contacts contacts;
    private final Values values;

    UpdateContactStep(Diagrams diagrams, Contacts contacts, Values values) {
        super(diagrams);
        this.contacts = contacts;
        this.values = values;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        Map<String, Object> traits = new HashMap<>();
        here.diagram().properties().get(here.element()).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                Object read = values.read(value, execution);
                traits.put(name.substring(PREFIX.length()), "".equals(read) ? null : read);
            }
        });
        contacts.update(here.run().contact(), traits);
        here.words().changed("contact");
        return true;
    }
}
