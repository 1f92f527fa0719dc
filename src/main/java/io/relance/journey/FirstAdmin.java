package io.relance.journey;

import io.relance.journey.desk.StaffAccounts;
import io.relance.journey.desk.TaskFilters;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Before anything else answers: the groups and their rights, and an admin. Without one the start is refused. */
@Component
class FirstAdmin implements InitializingBean {

    private final Staff staff;
    private final StaffAccounts accounts;
    private final TaskFilters filters;
    private final String password;

    FirstAdmin(
            Staff staff,
            StaffAccounts accounts,
            TaskFilters filters,
            @Value("${relance.admin-password:}") String password) {
        this.staff = staff;
        this.accounts = accounts;
        this.filters = filters;
        this.password = password;
    }

    @Override
    public void afterPropertiesSet() {
        accounts.prepare();
        if (!staff.hasAdmin()) {
            if (password.isBlank()) {
                throw new IllegalStateException(
                        "RELANCE_ADMIN_PASSWORD is missing and there is no admin yet; it accepts the password of the"
                                + " first admin, user 'admin'");
            }
            staff.ensure("admin", password, Staff.Role.ADMIN);
        }
        filters.prepare();
    }
}
