package io.relance.journey.desk;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The groups behind the roles, and what each may do in the engine and its web applications. */
@Component
public class StaffAccounts {

    /** Deploys diagrams, sees numbers and contacts. */
    public static final String ANALYSTS = "analysts";

    /** Completes tasks. */
    public static final String ADVISORS = "advisors";

    /** All. */
    public static final String ADMINS = Groups.CAMUNDA_ADMIN;

    private record Grant(String group, Resource resource, String id, List<Permission> permissions) {}

    private static final List<Grant> GRANTS = List.of(
            new Grant(ADVISORS, Resources.APPLICATION, "tasklist", List.of(Permissions.ACCESS)),
            new Grant(ADVISORS, Resources.PROCESS_DEFINITION, ANY, List.of(ProcessDefinitionPermissions.READ)),
            new Grant(ANALYSTS, Resources.APPLICATION, "tasklist", List.of(Permissions.ACCESS)),
            new Grant(ANALYSTS, Resources.APPLICATION, "cockpit", List.of(Permissions.ACCESS)),
            new Grant(ANALYSTS, Resources.DEPLOYMENT, ANY, List.of(Permissions.CREATE, Permissions.READ)),
            new Grant(
                    ANALYSTS,
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    List.of(
                            ProcessDefinitionPermissions.READ,
                            ProcessDefinitionPermissions.READ_INSTANCE,
                            ProcessDefinitionPermissions.READ_TASK)),
            new Grant(ANALYSTS, Resources.DECISION_DEFINITION, ANY, List.of(Permissions.READ)),
            new Grant(ANALYSTS, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, List.of(Permissions.READ)));

    private static final Map<String, String> NAMES =
            Map.of(ANALYSTS, "Business analysts", ADVISORS, "Customer advisors", ADMINS, "Administrators");

    private static final List<Resource> ALL = List.of(Resources.values());

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    StaffAccounts(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** Makes the groups and their rights; can be run again. */
    public void prepare() {
        NAMES.forEach(this::ensureGroup);
        GRANTS.forEach(this::ensureGrant);
        ALL.forEach(resource -> ensureGrant(new Grant(ADMINS, resource, ANY, List.of(Permissions.ALL))));
    }

    private void ensureGroup(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(id.equals(ADMINS) ? Groups.GROUP_TYPE_SYSTEM : "RELANCE");
            identity.saveGroup(group);
        }
    }

    private void ensureGrant(Grant grant) {
        boolean known = authorizations
                        .createAuthorizationQuery()
                        .authorizationType(AUTH_TYPE_GRANT)
                        .groupIdIn(grant.group())
                        .resourceType(grant.resource())
                        .resourceId(grant.id())
                        .count()
                > 0;
        if (!known) {
            Authorization authorization = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            authorization.setGroupId(grant.group());
            authorization.setResource(grant.resource());
            authorization.setResourceId(grant.id());
            grant.permissions().forEach(authorization::addPermission);
            authorizations.saveAuthorization(authorization);
        }
    }
}
