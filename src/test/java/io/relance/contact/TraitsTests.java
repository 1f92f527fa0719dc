package io.relance.contact;

import static io.relance.contact.Facts.identified;
import static io.relance.contact.Facts.newId;
import static io.relance.contact.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RelanceTest
class TraitsTests {

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    private final String camille = newId("camille");

    @Test
    void traitsMergeAndNullRemoves() {
        receive(identified(user(camille), Map.of("firstName", "Camille", "vip", true)));
        var news = new HashMap<String, Object>(Map.of("lastName", "Exemple"));
        news.put("vip", null);
        receive(identified(user(camille), news));
        contacts.update(contact(camille).id(), Map.of("points", 12));

        assertThat(contact(camille).traits())
                .isEqualTo(Map.of("firstName", "Camille", "lastName", "Exemple", "points", 12));
    }

    @Test
    void consentsToldInAnIdentifyAreActivitiesAndNoTrait() {
        receive(identified(
                user(camille), Map.of("firstName", "Camille", "consents", Map.of("email", true, "sms", false))));

        assertThat(contact(camille).traits()).containsOnlyKeys("firstName");
        assertThat(timeline.newest(contact(camille).id(), 10))
                .extracting(Activity::name)
                .containsExactlyInAnyOrder("Consent Given", "Consent Withdrawn");
        assertThat(timeline.newest(contact(camille).id(), 10)).allSatisfy(each -> {
            assertThat(each.at()).isEqualTo(Facts.NOON);
            assertThat(each.properties()).containsEntry("source", "api");
        });
    }

    private void receive(Fact... facts) {
        timeline.receive(List.of(facts));
    }

    private Contact contact(String userId) {
        return contacts.byUserId(userId).orElseThrow();
    }
}
