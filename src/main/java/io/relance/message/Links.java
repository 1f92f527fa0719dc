package io.relance.message;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signed addresses in messages: made here, opened by {@code tracking}. Nothing personal inside. */
@Component
public class Links {

    /** A click on a message's link that leads to {@code url}. */
    public record Click(long message, String url) {}

    /** The address that counts a click and leads on to {@code url}. */
    public String click(long message, String url) {
        throw new UnsupportedOperationException();
    }

    /** A short address for SMS that counts a click and leads on to {@code url}; kept in a table. */
    public String shortClick(long message, String url) {
        throw new UnsupportedOperationException();
    }

    /** The page (GET) and the one-click action (POST, RFC 8058) that unsubscribe from the message's channel. */
    public String unsubscribe(long message) {
        throw new UnsupportedOperationException();
    }

    /** Opens a click token; empty when it was not made by us. */
    public Optional<Click> openClick(String token) {
        throw new UnsupportedOperationException();
    }

    /** Opens a short click code; empty when unknown. */
    public Optional<Click> openShortClick(String code) {
        throw new UnsupportedOperationException();
    }

    /** Opens an unsubscribe token: the message it stands in; empty when it was not made by us. */
    public Optional<Long> openUnsubscribe(String token) {
        throw new UnsupportedOperationException();
    }
}
