package io.relance.journey;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The people who work with the product: one user base for pages, APIs and the engine's web applications. */
@Component
public class Staff {

    /** What a person may do. */
    public enum Role {
        ANALYST,
        ADVISOR,
        ADMIN
    }

    /** The roles of the user with this password; empty when there is no such user or the password is wrong. */
    public Optional<Set<Role>> authenticate(String user, String password) {
        throw new UnsupportedOperationException();
    }

    /** Makes sure that a user exists with that password and role. */
    public void ensure(String user, String password, Role role) {
        throw new UnsupportedOperationException();
    }
}
