package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The shop's platform passes on what its customers may ask for. */
@TestPropertySource(properties = "relance.shopify.secrets=new-secret,old-secret")
class ShopifyWebhookTests extends RightsTest {

    @ParameterizedTest
    @CsvSource({"X-, new-secret, 200", "'', new-secret, 200", "X-, old-secret, 200", "X-, stolen, 401", "X-, '', 401"})
    void onlyWhatIsSignedCounts(String prefix, String secret, int answer) throws Exception {
        String id = "signed-" + prefix + secret;
        agrees(id, "signed@example.org", "+33639980500");
        String body = "{\"shop_id\":1,\"customer\":{\"id\":\"" + id + "\",\"email\":\"signed@example.org\"}}";
        String signature = secret.isEmpty() ? "" : sign(body, secret);
        assertThat(anybody(
                                "POST",
                                "/webhooks/shopify",
                                body,
                                prefix + "Shopify-Topic",
                                "customers/redact",
                                prefix + "Shopify-Hmac-SHA256",
                                signature)
                        .statusCode())
                .isEqualTo(answer);
        assertThat(contacts.byUserId(id).isEmpty()).isEqualTo(answer == 200);
    }

    @Test
    void aCustomerIsWhoHasTheIdAndWhoHasNoneButTheAddress() throws Exception {
        agrees("8001", "family@example.org", "+33639980501");
        agrees("8002", "family@example.org", "+33639980502");
        tell(identified(new io.relance.contact.Fact.Who(null, "guest"), Map.of("email", "Family@example.org")));
        assertThat(hook("customers/redact", "{\"customer\":{\"id\":8001,\"email\":\"family@example.org\"}}"))
                .isEqualTo(200);
        assertThat(contacts.byUserId("8001")).isEmpty();
        assertThat(contacts.byUserId("8002")).as("shares the mailbox only").isPresent();
        assertThat(new MarkSearch(jdbc).tablesWith(java.util.List.of("guest\"")))
                .isEmpty();

        assertThat(hook("customers/redact", "{\"customer\":{\"email\":\"FAMILY@example.org\"}}"))
                .isEqualTo(200);
        assertThat(contacts.byUserId("8002")).isEmpty();
        assertThat(hook("customers/redact", "{\"customer\":{\"id\":9}}"))
                .as("nobody")
                .isEqualTo(200);
    }

    @Test
    void aRequestForDataStaysOpenUntilItIsGivenOut() throws Exception {
        agrees("8003", "wants@example.org", "+33639980503");
        assertThat(hook("customers/data_request", "{\"customer\":{\"id\":8003}}"))
                .isEqualTo(200);
        assertThat(call("admin", "GET", "/api/rights?open=true&kind=data_request")
                        .body())
                .contains("\"userId\":\"8003\"", "\"requestedBy\":\"shopify\"");
        call("admin", "GET", "/api/contacts/8003/export");
        assertThat(call("admin", "GET", "/api/rights?open=true&kind=data_request")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void aShopThatLeavesIsLeftToPeopleAndOtherTopicsArePassedOver() throws Exception {
        agrees("8004", "stays@example.org", "+33639980504");
        assertThat(hook("shop/redact", "{\"shop_id\":1}")).isEqualTo(200);
        assertThat(hook("orders/create", "{\"id\":1}")).isEqualTo(200);
        assertThat(hook("customers/redact", "not JSON")).isEqualTo(400);
        assertThat(contacts.byUserId("8004")).isPresent();
        assertThat(call("admin", "GET", "/api/rights?open=true&kind=shop_redact")
                        .body())
                .contains("\"kind\":\"shop_redact\"");
    }

    private int hook(String topic, String body) throws Exception {
        return anybody(
                        "POST",
                        "/webhooks/shopify",
                        body,
                        "X-Shopify-Topic",
                        topic,
                        "X-Shopify-Hmac-SHA256",
                        sign(body, "new-secret"))
                .statusCode();
    }

    private static String sign(String body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
