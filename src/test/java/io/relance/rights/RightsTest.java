package io.relance.rights;

import io.relance.Browser;
import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Fact.Who;
import io.relance.contact.Timeline;
import io.relance.shared.ContactId;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole product, people in it, and whoever answers to them from outside. */
@TrialTest
abstract class RightsTest {

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Browser http;

    @BeforeEach
    void open() {
        http = new Browser(port);
    }

    HttpResponse<String> call(String user, String method, String path) {
        return call(user, method, path, "");
    }

    HttpResponse<String> call(String user, String method, String path, String body) {
        return http.send(
                method, path, body, new String[] {"Content-Type", "application/json", "Authorization", basic(user)});
    }

    HttpResponse<String> anybody(String method, String path, String body, String... headers) {
        return http.send(method, path, body, headers);
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    }

    void tell(Fact... facts) {
        transaction.executeWithoutResult(status -> timeline.receive(List.of(facts)));
    }

    Fact identified(Who who, Map<String, Object> traits) {
        return new Fact.Identified(who, trial.now(), traits, "test", true);
    }

    Fact acted(Who who, String name, Map<String, Object> properties) {
        return new Fact.Acted(who, trial.now(), name, properties, "test", true);
    }

    static Who user(String userId) {
        return new Who(userId, null);
    }

    /** A person who agreed to e-mail, phone and SMS. */
    void agrees(String userId, String email, String phone) {
        Map<String, Object> traits = new HashMap<>();
        traits.put("email", email);
        traits.put("phone", phone);
        traits.put("firstName", "Camille");
        traits.put("consents", Map.of("email", true, "sms", true, "phone", true));
        tell(identified(user(userId), traits));
    }

    ContactId contact(String userId) {
        return contacts.byUserId(userId).orElseThrow().id();
    }
}
