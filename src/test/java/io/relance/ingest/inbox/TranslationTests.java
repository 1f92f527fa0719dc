package io.relance.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTests {

    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "order completed,Order Completed",
        "ORDER COMPLETED,Order Completed",
        "' Completed Order ',Order Completed",
        "viewed product,Product Viewed",
        "Viewed Product Category,Product List Viewed",
        "Clicked Product,Product Clicked",
        "Added Product,Product Added",
        "Removed Product,Product Removed",
        "Started Order,Checkout Started",
        "Viewed Checkout Step,Checkout Step Viewed",
        "Completed Checkout Step,Checkout Step Completed",
        "Updated Order,Order Updated",
        "product added TO wishlist,Product Added to Wishlist",
        "cart abandoned,Cart Abandoned",
        "payment failed,Payment Failed",
        "support requested,Support Requested",
        "SUPPORT solved,Support Solved",
        "consent given,Consent Given",
        "consent withdrawn,Consent Withdrawn",
        "' quizz Terminé ',quizz Terminé"
    })
    void knowsActivitiesByOneName(String sent, String name) {
        assertThat(ActivityNames.canonical(sent)).isEqualTo(name);
    }

    @Test
    void keepsWhatItDoesNotKnowAndEveryDigit() {
        var fact = acted(
                "track",
                """
                {"event":"Product Added","properties":{"price":12.50,"quantity":"2","colour":"blue","none":null,
                 "products":[{"weird":{"deep":true}}]},
                 "context":{"traits":{"email":"camille@example.org"},"campaign":{"name":"spring"}}}""");
        assertThat(fact.properties())
                .containsEntry("price", new BigDecimal("12.50"))
                .containsEntry("quantity", "2")
                .containsEntry("colour", "blue")
                .containsEntry("none", null)
                .containsEntry("products", List.of(Map.of("weird", Map.of("deep", true))))
                .containsEntry("campaign", Map.of("name", "spring"))
                .doesNotContainKeys("traits", "email");
    }

    @Test
    void takesPropertiesThatAreNoneForNothing() {
        assertThat(acted("track", "{\"event\":\"x\",\"properties\":[1]}").properties())
                .isEmpty();
        assertThat(acted("track", "{\"event\":\"x\",\"context\":\"odd\"}").properties())
                .isEmpty();
    }

    @Test
    void namesPagesAndScreens() {
        var page = acted(
                "page",
                """
                {"name":"Home","category":"Shop","properties":{"path":"/own"},
                 "context":{"page":{"path":"/context","url":"https://shop.example.org/own"}}}""");
        assertThat(page.name()).isEqualTo("Page Viewed");
        assertThat(page.properties())
                .containsEntry("name", "Home")
                .containsEntry("category", "Shop")
                .containsEntry("path", "/own")
                .containsEntry("url", "https://shop.example.org/own");
        var screen = acted("screen", "{\"name\":\"Start\"}");
        assertThat(screen.name()).isEqualTo("Screen Viewed");
        assertThat(screen.properties()).containsOnly(Map.entry("name", "Start"));
    }

    @Test
    void joinsGroups() {
        var group = acted("group", "{\"groupId\":\"g-1\",\"traits\":{\"plan\":\"pro\",\"groupId\":\"other\"}}");
        assertThat(group.name()).isEqualTo("Group Joined");
        assertThat(group.properties()).containsOnly(Map.entry("groupId", "g-1"), Map.entry("plan", "pro"));
    }

    @Test
    void learnsLanguageAndTimezoneFromTheContextWhereTraitsSayNone() {
        String context =
                "\"context\":{\"locale\":\"fr-FR\",\"timezone\":\"Europe/Paris\",\"traits\":{\"city\":\"Paris\"}}";
        assertThat(traits("{\"traits\":{\"email\":\"camille@example.org\"}," + context + "}"))
                .containsOnly(
                        Map.entry("email", "camille@example.org"),
                        Map.entry("city", "Paris"),
                        Map.entry("language", "fr"),
                        Map.entry("timezone", "Europe/Paris"));
        assertThat(traits("{\"traits\":{\"language\":\"en\",\"timezone\":\"Asia/Tokyo\"}," + context + "}"))
                .containsEntry("language", "en")
                .containsEntry("timezone", "Asia/Tokyo");
        assertThat(traits("{\"context\":{\"locale\":\"français\"}}")).isEmpty();
    }

    private static Fact.Acted acted(String kind, String payload) {
        return (Fact.Acted) Translation.toFact(row(kind, payload));
    }

    private static Map<String, Object> traits(String payload) {
        return ((Fact.Identified) Translation.toFact(row("identify", payload))).traits();
    }

    private static InboxRow row(String kind, String payload) {
        return new InboxRow(1, 0, "test", kind, "u-1", null, AT, true, payload);
    }
}
