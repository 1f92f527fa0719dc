package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.trial.TrialTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A cart filled by somebody we know and ordered on another device, by a guest: nobody is reminded of it. */
@TrialTest
class GuestCheckoutTests {

    @LocalServerPort
    int port;

    private Outside outside;

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void anOrderByAGuestEndsTheOwnersRunOfThatCartAndNoOther() {
        outside = new Outside(port);
        Instant now = outside.settle();
        outside.send(List.of(
                Outside.identify(
                        "guest-owner",
                        Map.of(
                                "email",
                                "guest-owner@example.org",
                                "firstName",
                                "Camille",
                                "consents",
                                Map.of("email", true))),
                cart("guest-cart-1", "lamp", now),
                cart("guest-cart-2", "rug", now)));
        outside.settle();
        assertThat(outside.contact("guest-owner").path("journeys"))
                .extracting(run -> run.path("state").asText())
                .containsExactly("active", "active");

        outside.send(List.of(Outside.anonymously(Outside.track(
                "guest-visitor",
                "Order Completed",
                outside.settle(),
                Map.of("order_id", "guest-order", "cart_id", "guest-cart-1", "products", products("lamp"))))));
        outside.settle();

        var owner = outside.contact("guest-owner");
        assertThat(owner.path("journeys"))
                .extracting(run -> run.path("key").asText() + " "
                        + run.path("state").asText() + " "
                        + run.path("outcome").asText())
                .containsExactlyInAnyOrder("guest-cart-1 ended Cart recovered", "guest-cart-2 active null");
        assertThat(owner.path("timeline"))
                .extracting(activity -> activity.path("name").asText())
                .doesNotContain("Order Completed");
    }

    private static Map<String, Object> cart(String id, String product, Instant at) {
        return Outside.track("guest-owner", "Cart Abandoned", at, Map.of("cart_id", id, "products", products(product)));
    }

    private static List<Map<String, Object>> products(String product) {
        return List.of(Map.of("product_id", product, "name", "Lampe", "price", "49.90"));
    }
}
