package io.relance.message;

import io.relance.message.Links.StepClick;
import java.util.Optional;

/** An origin and an address in one text, as a token carries them. */
final class OriginText {

    /** Stands in no id and no address. */
    private static final String BETWEEN = "\u001f";

    private static final int PARTS = 5;

    private OriginText() {}

    static String of(Origin origin, String url) {
        return String.join(
                BETWEEN, origin.journey(), Integer.toString(origin.version()), origin.step(), origin.template(), url);
    }

    static Optional<StepClick> read(String text) {
        String[] parts = text.split(BETWEEN, PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(
                        new StepClick(new Origin(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3]), parts[4]));
    }
}
