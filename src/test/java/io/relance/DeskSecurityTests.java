package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may open what, asked from outside. */
@TrialTest
class DeskSecurityTests {

    private static final String NEW_ADMIN =
            """
            {"profile":{"id":"mallory","firstName":"M","lastName":"M","email":""},"credentials":{"password":"mallory"}}""";

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    private Browser http;

    @BeforeEach
    void open() {
        http = new Browser(port);
    }

    @AfterEach
    void close() {
        if (tasks.createTaskQuery().count() > 0) {
            trial.advance(Duration.ofDays(8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "advisor", "analyst", "admin"})
    void nobodySetsUpAnAdmin(String user) {
        for (String path : List.of("user/create", "", "user/create/", "user//create")) {
            assertThat(post("/camunda/api/admin/setup/default/" + path, NEW_ADMIN, user)
                            .statusCode())
                    .as(path)
                    .isIn(400, 403);
        }
        assertThat(post("/camunda/api/admin/setup/default/user/create", NEW_ADMIN, user)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/camunda/api/admin/setup;a=b/default/user/create", NEW_ADMIN, user)
                        .statusCode())
                .isIn(400, 403);
        assertThat(identity.createUserQuery().userId("mallory").count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/engine-rest/task, , 401",
        "/engine-rest/task, nobody, 401",
        "/engine-rest/task, advisor, 200",
        "/engine-rest/filter, advisor, 200",
        "/engine-rest/task/count, analyst, 200",
        "/engine-rest/process-definition, , 401",
        "/engine-rest/process-definition, advisor, 403",
        "/engine-rest/engine/default/process-definition, advisor, 403",
        "/engine-rest/user, advisor, 403",
        "/engine-rest/deployment, advisor, 403",
        "/engine-rest/process-definition, analyst, 200",
        "/engine-rest/deployment, analyst, 200",
        "/engine-rest/user, admin, 200",
        "/api/journeys, , 401",
        "/api/journeys, advisor, 403",
        "/api/journeys, analyst, 200",
        "/api/journeys, admin, 200",
        "/api/contacts/nobody, advisor, 403",
        "/api/intake/rejected, , 401",
        "/actuator/prometheus, , 401",
        "/actuator/prometheus, analyst, 403",
        "/actuator/info, analyst, 403",
        "/actuator/info, admin, 200",
        "/actuator/health, , 200",
        "/login, , 200",
        "/web/page.css, , 200",
        "/, , 302"
    })
    void everyAddressHasItsRole(String path, String user, int status) {
        assertThat(get(path, user == null ? "" : user).statusCode()).isEqualTo(status);
    }

    @Test
    void anAdvisorSeesTheAdvisorsTasksAndNothingElseOfTheEngine() {
        ShopVisits shop = new ShopVisits(port);
        shop.signsUp("guarded", "Gaby", true);
        shop.puts("guarded", "vase", "Vase", "400", 1, null);
        trial.advance(Duration.ofHours(25));

        String listed = get("/engine-rest/task", "advisor").body();
        assertThat(JsonPath.<List<String>>read(listed, "$[*].name")).contains("Call the customer");
        String id = tasks.createTaskQuery()
                .taskVariableValueEquals("customerName", "Gaby Exemple")
                .singleResult()
                .getId();
        assertThat(get("/engine-rest/task/" + id + "/form-variables", "advisor").body())
                .contains("Gaby Exemple");
        assertThat(post("/engine-rest/task/" + id + "/claim", "{\"userId\":\"advisor\"}", "advisor")
                        .statusCode())
                .isEqualTo(204);
        assertThat(identity.getCurrentAuthentication()).isNull();
    }

    @Test
    void anAnalystDeploysAndReadsButManagesNobody() {
        assertThat(http.send("DELETE", "/engine-rest/user/advisor", "Authorization", ShopVisits.basic("analyst"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/engine-rest/user/create", NEW_ADMIN, "analyst").statusCode())
                .isEqualTo(403);
        assertThat(identity.createUserQuery().userId("advisor").count()).isOne();
        var deployed =
                deploy("analyst", "empty.form", "{\"id\":\"desk-security\",\"type\":\"default\",\"components\":[]}");
        assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(200);
        assertThat(deploy("advisor", "other.form", "{}").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\":\"EXPRESSION\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"EXPRESSION\"}]}",
                "{\"orQueries\":[{\"candidateUserExpression\":\"EXPRESSION\",\"name\":\"x\"}]}",
                "{\"orQueries\":[{\"dueBeforeExpression\":\"EXPRESSION\"}]}"
            })
    void expressionsInTaskQueriesReachNothing(String query) {
        String marker = "relance.desk.security";
        String expression = "${''.getClass().forName('java.lang.System').getMethod('setProperty',''.getClass(),"
                + "''.getClass()).invoke(null,'" + marker + "','reached')}";
        for (String attack : List.of(expression, "${''.class.name}", "${sendEmail.toString()}", "${execution}")) {
            var answer = post("/engine-rest/task", query.replace("EXPRESSION", attack), "advisor");
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 500);
            assertThat(answer.body()).doesNotContain("java.lang.String\"");
        }
        assertThat(System.getProperty(marker)).isNull();
    }

    @Test
    void theTrialsAddressesAreForThisMachineOnly() throws Exception {
        assertThat(get("/trial/clock", "").statusCode()).isEqualTo(200);
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(outside.isPresent(), "skipped: this machine has no address but loopback");
        String base = "http://" + outside.get().getHostAddress() + ":" + port;
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/trial/clock"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isIn(401, 403);
    }

    private HttpResponse<String> get(String path, String user) {
        return user.isEmpty()
                ? http.send("GET", path)
                : http.send("GET", path, "Authorization", ShopVisits.basic(user));
    }

    private HttpResponse<String> post(String path, String body, String user) {
        return http.send(
                "POST",
                path,
                body,
                user.isEmpty()
                        ? new String[] {"Content-Type", "application/json"}
                        : new String[] {"Content-Type", "application/json", "Authorization", ShopVisits.basic(user)});
    }

    private HttpResponse<String> deploy(String user, String name, String content) {
        String body =
                """
                --line\r
                Content-Disposition: form-data; name="deployment-name"\r
                \r
                desk-security\r
                --line\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --line--\r
                """
                        .formatted(name, content);
        return http.send("POST", "/engine-rest/deployment/create", body, new String[] {
            "Content-Type", "multipart/form-data; boundary=line", "Authorization", ShopVisits.basic(user)
        });
    }
}
