package io.relance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.shared.NodeRoles;
import io.relance.shared.NodeRoles.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NodeRolesTests {

    @Test
    void allMeansEverything() {
        assertThat(Role.values()).allMatch(new NodeRoles(Set.of("all"))::does);
        assertThat(new NodeRoles(Set.of("intake", " Sending ")).does(Role.SENDING))
                .isTrue();
        assertThat(new NodeRoles(Set.of("intake", "sending")).does(Role.JOURNEYS))
                .isFalse();
    }

    @Test
    void aWrongRoleIsNamedWithWhatIsAccepted() {
        assertThatThrownBy(() -> new NodeRoles(Set.of("cooking")))
                .hasMessage("RELANCE_ROLES is 'cooking'; it accepts all, or any of web,intake,journeys,sending");
    }

    @ParameterizedTest
    @CsvSource({
        "intake, /v1/track, 200",
        "intake, /api/s/event, 200",
        "intake, /api/contacts/camille, 404",
        "intake, /actuator/health, 200",
        "web, /v1/track, 503",
        "web, /c/token, 200",
        "sending, /camunda/app/, 404",
    })
    void aNodeAnswersWhatItsRolesAreFor(String role, String path, int status) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        var response = new MockHttpServletResponse();
        new RoleFilter(new NodeRoles(Set.of(role))).doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(status);
    }
}
