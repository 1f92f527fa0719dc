package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who objects is left alone from the next check on, whatever they agreed to before. */
class ObjectionTests extends RightsTest {

    @Autowired
    Consents consents;

    @Test
    void anObjectionWithdrawsEverythingAndWhatIsQueuedDoesNotLeave() {
        agrees("objects", "objects@example.org", "+33639980300");
        tell(acted(
                user("objects"),
                "Cart Abandoned",
                Map.of("cart_id", "c", "products", java.util.List.of(Map.of("product_id", "p", "price", 90)))));
        tell(acted(user("objects"), "Product Added", Map.of("cart_id", "c2", "product_id", "p", "price", 90)));
        assertThat(call("analyst", "POST", "/api/contacts/objects/objection").body())
                .contains("email", "sms", "phone", "push", "tracking_opens", "tracking_clicks");

        for (ConsentTopic topic : ConsentTopic.values()) {
            assertThat(consents.of(contact("objects"), topic).state())
                    .as(topic.code())
                    .isEqualTo(State.WITHDRAWN);
        }
        trial.advance(Duration.ofDays(10));
        assertThat(trial.mailbox().to("objects@example.org")).isEmpty();
        assertThat(call("admin", "GET", "/api/rights?kind=objection&userId=objects")
                        .body())
                .contains("\"email\":1", "\"requestedBy\":\"analyst\"")
                .doesNotContain("objects@example.org");
    }

    @Test
    void anObjectionToSomeChannelsLeavesTheOthers() {
        agrees("partly", "partly@example.org", "+33639980301");
        assertThat(call("analyst", "POST", "/api/contacts/partly/objection", "{\"channel\":[\"sms\",\"phone\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(consents.of(contact("partly"), ConsentTopic.SMS).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consents.of(contact("partly"), ConsentTopic.PHONE).state()).isEqualTo(State.WITHDRAWN);
        assertThat(consents.of(contact("partly"), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);

        assertThat(call("analyst", "POST", "/api/contacts/partly/objection", "{\"channel\":\"email\"}")
                        .body())
                .contains("\"withdrawn\":[\"email\"]");
        assertThat(consents.of(contact("partly"), ConsentTopic.EMAIL).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void whatMakesNoSenseIsToldAndNobodyButStaffMayObjectForOthers() {
        agrees("told", "told@example.org", "+33639980302");
        assertThat(call("analyst", "POST", "/api/contacts/told/objection", "{\"channel\":\"fax\"}")
                        .body())
                .contains("channel 'fax' is unknown; accepted: email, sms, phone");
        assertThat(call("analyst", "POST", "/api/contacts/nobody/objection").statusCode())
                .isEqualTo(404);
        assertThat(call("advisor", "POST", "/api/contacts/told/objection").statusCode())
                .isEqualTo(403);
        assertThat(call("admin", "POST", "/api/rights/lift", "{}").body()).contains("accepted: email, phone, or both");
    }
}
