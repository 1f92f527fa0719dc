package io.relance.message.content;

import java.util.Set;

/** Words a message prints and this recipient has no value for. */
public final class MissingValues extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingValues(Set<String> words) {
        super(String.join(", ", words));
    }
}
