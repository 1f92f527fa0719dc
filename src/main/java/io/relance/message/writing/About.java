package io.relance.message.writing;

import io.relance.contact.Contact;
import io.relance.shop.Cart;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom and what a message is about, as it is now.
 *
 * @param cart the one it is about, where there is one
 * @param address where it goes; null until that is confirmed
 */
public record About(Contact contact, Optional<Cart> cart, String address, Instant at) {

    /** The same, going to that address. */
    public About to(String confirmed) {
        return new About(contact, cart, confirmed, at);
    }
}
