package io.relance.journey;

import io.relance.journey.desk.StaffAccounts;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
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

    private static final Map<Role, String> GROUPS = Map.of(
            Role.ANALYST,
            StaffAccounts.ANALYSTS,
            Role.ADVISOR,
            StaffAccounts.ADVISORS,
            Role.ADMIN,
            StaffAccounts.ADMINS);

    private final IdentityService identity;

    Staff(IdentityService identity) {
        this.identity = identity;
    }

    /** The roles of the user with this password; empty when there is no such user or the password is wrong. */
    public Optional<Set<Role>> authenticate(String user, String password) {
        if (!identity.checkPassword(user, password)) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Group group : identity.createGroupQuery().groupMember(user).list()) {
            GROUPS.forEach((role, id) -> {
                if (id.equals(group.getId())) {
                    roles.add(role);
                }
            });
        }
        return Optional.of(roles);
    }

    /** Makes sure that a user exists, with that password and role. */
    public void ensure(String user, String password, Role role) {
        User known = identity.createUserQuery().userId(user).singleResult();
        User account = known == null ? identity.newUser(user) : known;
        if (known == null) {
            account.setFirstName(Character.toUpperCase(user.charAt(0)) + user.substring(1));
            account.setLastName("");
        }
        account.setPassword(password);
        identity.saveUser(account);
        String group = GROUPS.get(role);
        if (identity.createUserQuery().userId(user).memberOfGroup(group).count() == 0) {
            identity.createMembership(user, group);
        }
    }

    /** A user's name for customers to read; the user id where no name is known. */
    String name(String user) {
        User known = identity.createUserQuery().userId(user).singleResult();
        String name = known == null ? "" : (known.getFirstName() + " " + known.getLastName()).strip();
        return name.isEmpty() ? user : name;
    }

    /** Whether anybody is an admin yet. */
    boolean hasAdmin() {
        return identity.createUserQuery().memberOfGroup(StaffAccounts.ADMINS).count() > 0;
    }
}
