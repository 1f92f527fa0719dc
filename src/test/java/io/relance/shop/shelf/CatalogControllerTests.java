package io.relance.shop.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.relance.shop.ShelfTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class CatalogControllerTests extends ShelfTest {

    @LocalServerPort
    int port;

    @Test
    void whatIsPutIsWhatIsFound() throws Exception {
        assertThat(call("GET", null).statusCode()).isEqualTo(404);
        HttpResponse<String> put = call(
                "PUT",
                """
                {"name":"Café","price":"12.90","usage_days":21,"stock":0,
                 "variants":[{"variant_id":"500g","price":22,"stock":3}]}""");
        assertThat(put.statusCode()).isEqualTo(200);
        String found = call("GET", null).body();
        assertThat(JsonPath.<String>read(found, "$.name")).isEqualTo("Café");
        assertThat(JsonPath.<Double>read(found, "$.price")).isEqualTo(12.9);
        assertThat(JsonPath.<Integer>read(found, "$.usageDays")).isEqualTo(21);
        assertThat(JsonPath.<Boolean>read(found, "$.soldOut")).isFalse();
        assertThat(JsonPath.<java.util.List<Integer>>read(found, "$.variants[?(@.variantId=='500g')].stock"))
                .containsExactly(3);
    }

    @Test
    void nonsenseIsRefusedByName() throws Exception {
        assertThat(refused("{\"price\":\"cheap\"}")).contains("price is 'cheap'");
        assertThat(refused("{\"stock\":-1}")).contains("stock is '-1'");
        assertThat(refused("{\"colour\":\"blue\"}")).contains("no colour").contains("accepted: category");
        assertThat(refused("{}")).contains("says nothing");
        assertThat(refused("{\"variants\":3}")).contains("variants is no list");
        assertThat(
                        refused(
                                """
                        {"variants":[{"variant_id":"m"}, "l", {"stock":2}, {"sku":"A-1","stock":-2,"currency":"shells"},
                         {"variantId":"m","id":"m"}]}"""))
                .doesNotContain("variants[0]")
                .contains("variants[1] is no object")
                .contains("variants[2] says of which variant neither by variant_id nor by sku")
                .contains("variants[3].stock is '-2'")
                .contains("variants[3].currency is 'shells'")
                .contains("variants[4] has no variantId; accepted: compare_at_price");
        assertThat(shelf.find(lamp)).isEmpty();
    }

    private String refused(String body) throws Exception {
        HttpResponse<String> answer = call("PUT", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return JsonPath.read(answer.body(), "$.detail");
    }

    private HttpResponse<String> call(String method, String body) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/catalog/" + lamp))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body == null
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
