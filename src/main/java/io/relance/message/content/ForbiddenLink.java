package io.relance.message.content;

/** A link that came from data and leads nowhere a message may lead. */
public final class ForbiddenLink extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForbiddenLink(String address) {
        super(address);
    }
}
