package io.relance.rules.feel;

/** The text is no FEEL at all: neither we nor the engine can read it. */
public class NotFeel extends NotComputed {

    private static final long serialVersionUID = 1L;

    /** @param message what the engine's parser says */
    public NotFeel(String message) {
        super(message);
    }
}
