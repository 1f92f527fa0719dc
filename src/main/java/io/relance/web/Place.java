package io.relance.web;

import io.relance.journey.Staff.Role;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.core.Authentication;

/** A place that people who work with the product go to; its texts are in {@code templates/web/texts}. */
enum Place {
    TASKLIST("/camunda/app/tasklist/", EnumSet.allOf(Role.class)),
    COCKPIT("/camunda/app/cockpit/", EnumSet.of(Role.ANALYST, Role.ADMIN)),
    ADMIN("/camunda/app/admin/", EnumSet.of(Role.ADMIN)),
    JOURNEYS("/api/journeys", EnumSet.of(Role.ANALYST, Role.ADMIN)),
    REJECTED("/api/intake/rejected", EnumSet.of(Role.ANALYST, Role.ADMIN)),
    ENGINE("/engine-rest/process-definition?latestVersion=true", EnumSet.of(Role.ANALYST, Role.ADMIN)),
    NUMBERS("/actuator/prometheus", EnumSet.of(Role.ADMIN));

    private final String address;
    private final Set<Role> roles;

    Place(String address, Set<Role> roles) {
        this.address = address;
        this.roles = roles;
    }

    /** Where it is. */
    public String address() {
        return address;
    }

    /** Whether it is for somebody with this login. */
    boolean isFor(Authentication login) {
        return login.getAuthorities().stream().anyMatch(authority -> roles.stream()
                .anyMatch(role -> authority.getAuthority().equals("ROLE_" + role.name())));
    }
}
