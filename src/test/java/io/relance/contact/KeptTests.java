package io.relance.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptTests {

    @Test
    void ofTwoWhoAreOneEveryAddressIsKept() {
        Map<String, Object> user = Map.of("email", "camille@example.org", "formerEmails", List.of("c@example.org"));
        Map<String, Object> visitor = Map.of("email", "Visitor@example.org", "formerEmails", List.of("v@example.org"));

        assertThat(Kept.united(user, visitor))
                .containsEntry("formerEmails", List.of("v@example.org", "c@example.org", "visitor@example.org"));
        assertThat(Kept.united(Map.of("email", "c@example.org"), Map.of("email", "C@example.org")))
                .isEmpty();
    }

    @Test
    void ofWhatAVisitorWasToldOnlyTheYesIsKept() {
        Map<String, Object> visitor = Map.of("consentsTold", Map.of("email", true, "sms", false, "phone", true));

        assertThat(Kept.united(Map.of("consentsTold", Map.of("phone", false)), visitor))
                .containsEntry("consentsTold", Map.of("email", true, "phone", false));
    }
}
