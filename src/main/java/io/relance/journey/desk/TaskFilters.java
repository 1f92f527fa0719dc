package io.relance.journey.desk;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.springframework.stereotype.Component;

/** What advisors find in Tasklist: their own calls, and those nobody has taken. */
@Component
public class TaskFilters {

    /** What the list says of each task, beside its name. */
    private static final List<Map<String, String>> SHOWN = List.of(
            Map.of("name", "customerName", "label", "Customer"),
            Map.of("name", "customerLanguage", "label", "Language"),
            Map.of("name", "cartTotal", "label", "Cart"));

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TaskFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** Makes the filters; can be run again. */
    public void prepare() {
        ensure(
                "My calls",
                "What you have claimed",
                -20,
                tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        ensure(
                "Open calls",
                "Not claimed by anybody yet",
                -10,
                tasks.createTaskQuery()
                        .taskCandidateGroup(StaffAccounts.ADVISORS)
                        .taskUnassigned());
    }

    private void ensure(String name, String description, int priority, Query<?, ?> query) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter().setName(name).setQuery(query);
        filter.setProperties(Map.of(
                "description",
                description,
                "priority",
                priority,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "color",
                "#0b5d6b",
                "variables",
                SHOWN));
        filters.saveFilter(filter);
        for (String group : List.of(StaffAccounts.ADVISORS, StaffAccounts.ANALYSTS)) {
            Authorization read = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            read.setGroupId(group);
            read.setResource(Resources.FILTER);
            read.setResourceId(filter.getId());
            read.addPermission(Permissions.READ);
            authorizations.saveAuthorization(read);
        }
    }
}
