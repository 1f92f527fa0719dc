package io.relance.message;

import io.relance.shared.StepRef;

/**
 * Where a message came from, without the person it went to: all that a link says of itself when its reader is not
 * measured.
 *
 * @param journey empty, as is {@code step}, for a message no journey asked for
 * @param version of the journey; 0 where there is none
 */
public record Origin(String journey, int version, String step, String template) {

    /** Of a message. */
    public static Origin of(Message message) {
        StepRef step = message.step();
        return step == null
                ? new Origin("", 0, "", message.template())
                : new Origin(step.journey(), step.version(), step.step(), message.template());
    }
}
