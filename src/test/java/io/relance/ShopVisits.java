package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.Base64;

/** Customers of the trial's shop, as its events tell of them, and what the product knows of them then. */
final class ShopVisits {

    private final Browser http;

    ShopVisits(int port) {
        http = new Browser(port);
    }

    void signsUp(String user, String firstName, boolean calls) {
        send(
                "identify",
                """
                {"userId":"USER","traits":{"email":"USER@example.org","firstName":"FIRST","lastName":"Exemple",
                "phone":"+33 6 39 98 00 01","language":"fr","consents":{"email":true,"phone":CALLS}}}"""
                        .replace("USER", user)
                        .replace("FIRST", firstName)
                        .replace("CALLS", String.valueOf(calls)));
    }

    void puts(String user, String product, String name, String price, int quantity, String variant) {
        send(
                "track",
                """
                {"userId":"USER","event":"Product Added","properties":{"cart_id":"cart-USER","product_id":"PRODUCT",
                "name":"NAME","price":"PRICE","quantity":QUANTITY,"variant":VARIANT,"currency":"EUR"}}"""
                        .replace("USER", user)
                        .replace("PRODUCT", product)
                        .replace("NAME", name)
                        .replace("PRICE", price)
                        .replace("QUANTITY", String.valueOf(quantity))
                        .replace("VARIANT", variant == null ? "null" : '"' + variant + '"'));
    }

    /** A part of what the read API says of a customer. */
    <T> T contact(String user, String path) {
        var answer = http.send("GET", "/api/contacts/" + user, "Authorization", basic("analyst"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonPath.read(answer.body(), path);
    }

    /** A Basic login of the trial, where passwords are as the names. */
    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes());
    }

    private void send(String type, String event) {
        String[] headers = {"Content-Type", "application/json", "X-Write-Key", "trial"};
        assertThat(http.send("POST", "/v1/" + type, event, headers).statusCode())
                .isEqualTo(200);
    }
}
