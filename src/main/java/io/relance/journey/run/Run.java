package io.relance.journey.run;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.util.Map;

/**
 * One person's way through one journey.
 *
 * @param enrolment our number; the engine's business key
 * @param kind what the journey is keyed by
 * @param key which cart, order or product; empty when keyed by contact
 * @param trigger the properties of the activity that started it
 */
public record Run(
        long enrolment,
        String journey,
        int version,
        ContactId contact,
        Keyed kind,
        String key,
        Map<String, Object> trigger) {

    /** This run at one of its steps. */
    public StepRef at(String step) {
        return new StepRef(journey, version, enrolment, step);
    }
}
