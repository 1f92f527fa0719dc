package io.relance.trial;

/** A move of the clock that was asked for and cannot be; the message says what is accepted. */
public class MoveRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MoveRefused(String reason) {
        super(reason);
    }
}
