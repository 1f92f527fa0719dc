package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.shared.Channel;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who objects is left alone from the next check on, whatever they agreed to before. */
class ObjectionTests extends RightsTest {

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"chanel\":\"email\"}",
                "{\"channel\":\"email\",\"reason\":\"letter\"}",
                "null",
                "[]",
                "\"email\"",
                "{\"channel\":null}",
                "{\"channel\":[]}",
                "{\"channel\":{\"email\":true}}",
                "{\"channel\":"
            })
    void anObjectionToNoChannelWeKnowIsNoneToAll(String body) {
        agrees("misspelt", "misspelt@example.org", "+33639980303");

        HttpResponse<String> answer = call("analyst", "POST", "/api/contacts/misspelt/objection", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("email, sms, phone, push, tracking_opens, tracking_clicks");
        assertThat(consents.of(contact("misspelt"), ConsentTopic.EMAIL).state()).isEqualTo(State.GRANTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"a\\u0000b@example.org\"} | email accepts an e-mail address",
                "{\"email\":\"\"} | email accepts an e-mail address",
                "{\"email\":7} | email accepts an e-mail address",
                "{\"phone\":\"abc\"} | phone accepts a phone number",
                "{\"phone\":\"\"} | phone accepts a phone number",
                "{\"mail\":\"camille@example.org\"} | the body has 'mail', which is unknown; the body accepts",
                "{ | the body accepts {",
                "'' | the body accepts {",
                "null | the body accepts {",
            })
    void whatIsNoAddressLiftsNothingAndSaysSo(String body, String detail) {
        HttpResponse<String> answer = call("admin", "POST", "/api/rights/lift", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Outside.read(answer.body()).path("detail").asText()).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+33639980351", "06 39 98 03 51", "06.39.98.03.51"})
    void aNumberIsLiftedHoweverItIsTyped(String typed) {
        suppressions.suppress(Channel.SMS, "+33639980351", "erased", trial.now(), "rights");

        assertThat(call("admin", "POST", "/api/rights/lift", "{\"phone\":\"" + typed + "\"}")
                        .body())
                .isEqualTo("{\"lifted\":[\"sms\"]}");
        assertThat(suppressions.reason(Channel.SMS, "+33639980351")).isEmpty();
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
