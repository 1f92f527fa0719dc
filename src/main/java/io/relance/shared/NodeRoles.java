package io.relance.shared;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this node does.
 *
 * @param roles RELANCE_ROLES: {@code all}, or any of {@code web,intake,journeys,sending}
 */
@ConfigurationProperties("relance")
public record NodeRoles(@DefaultValue("all") Set<String> roles) {

    /** One part of the work. */
    public enum Role {
        WEB,
        INTAKE,
        JOURNEYS,
        SENDING
    }

    public NodeRoles {
        for (String role : roles) {
            read(role);
        }
        if (roles.isEmpty()) {
            throw wrong("");
        }
    }

    /** Whether this node does that part. */
    public boolean does(Role role) {
        return roles.stream().anyMatch(given -> read(given).contains(role));
    }

    private static Set<Role> read(String given) {
        String role = given.strip();
        if (role.equalsIgnoreCase("all")) {
            return EnumSet.allOf(Role.class);
        }
        try {
            return EnumSet.of(Role.valueOf(role.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw wrong(role);
        }
    }

    private static IllegalArgumentException wrong(String role) {
        return new IllegalArgumentException(
                "RELANCE_ROLES is '" + role + "'; it accepts all, or any of web,intake,journeys,sending");
    }
}
